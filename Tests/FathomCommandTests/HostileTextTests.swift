import Foundation
import GRDB
import TestSupport
import Testing

/// Names that do harm elsewhere, from a study file, a data file, a store and a path, through every command that shows them.
@Suite(.enabled(if: hasGnuplot, "needs gnuplot"))
struct HostileTextTests {
  let folder: TemporaryFolder
  let fathom: FathomProcess
  let canary: Canary

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
    canary = try Canary()
  }

  /// Runs a command; what it prints is shown by a terminal, not obeyed, and it runs nothing.
  @discardableResult
  private func run(_ arguments: String..., fails: Bool = false) throws -> FathomProcess.Outcome {
    let process = try fathom.start(arguments, environment: canary.environment)
    process.waitUntilExit()
    let outcome = fathom.outcome(of: process)
    #expect((outcome.status == 1) == fails, "\(arguments): \(outcome.errors)")
    #expect(HostileText.obeyed(in: outcome.output).filter { $0 != "\t" } == [], "\(arguments)")
    #expect(HostileText.obeyed(in: outcome.errors) == [], "\(arguments)")
    if fails { #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)") }
    #expect(canary.commandsRun == "")
    return outcome
  }

  /// In YAML's double quotes.
  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// As a study file takes them: on one line, of 1 to 64 characters.
  private static let names = HostileText.listed.filter { text in
    let isPrintable = text.unicodeScalars.allSatisfy {
      HostileText.isShown($0) && ![.format, .unassigned].contains($0.properties.generalCategory)
        && $0.value < 0xFFF0
    }
    return isPrintable && 1...60 ~= text.count && text.utf8.count < 900 && text.first != " " && text.last != " "
  }

  private func study(title: String, path: String, models: some Collection<String>) -> String {
    let models = Set(models).sorted().enumerated().map { "  \(quoted($1)): {hidden: [\($0 + 1)]}" }.joined(
      separator: "\n")
    return """
      name: hostile
      title: \(quoted(title))
      data: {source: csv, path: \(quoted(path)), target: label, test: 0.3, validation: 0}
      sizes: [300, 400]
      replicates: 1
      models:
      \(models)
      training: {epochs: 2, initialiser: 'normal(0,1)'}
      vary: {initialiser: ['uniform(-1,1)', constant(0)]}
      figures: [learning-curves, decision-boundary, sweep]

      """
  }

  /// Two features and a class for each listed text.
  private func table() -> String {
    // A quote with an accent on it is a quote.
    func field(_ text: String) -> String {
      "\"" + text.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }
    let labels = Set(HostileText.listed.filter { !$0.isEmpty }).sorted()
    let rows = (0..<4).flatMap { row in labels.enumerated().map { "\($0 % 7),\($0 % 5 + row),\(field($1))" } }
    let header = "\(field("\u{1B}[2J`touch canary`")),\(field("a\n$(touch canary)\t\"")),label"
    return ([header] + rows).joined(separator: "\n") + "\n"
  }

  @Test func namesOfAStudyAndItsDataAreShownAndNotObeyed() throws {
    let path = "`touch canary` $(touch canary) 'a' \"b\" |x;-o.csv"
    try table().write(to: folder.file(path), atomically: true, encoding: .utf8)
    #expect(Self.names.count > 100)
    let text = study(
      title: "`canary` $(canary) <script>{/Symbol a} %s @canary", path: path,
      models: Self.names.prefix(runsLongTests ? 24 : 9))
    try text.write(to: folder.file("hostile.yaml"), atomically: true, encoding: .utf8)
    let results = "$(touch canary) `canary`\u{1B}[2J;\n-o"
    try run("run", "hostile.yaml", "-o", results)
    try run("status", results)
    for format in ["table", "tsv", "csv", "json"] {
      #expect(try run("gaps", results, "--format", format).output.utf8.count > 1000)
    }
    try run("plot", results, "--figure", "learning-curves", "--format", "terminal,svg")
    try run("export", results, "--table", "trials", "--format", "tsv")
    let info = try run("data", "info", "hostile.yaml")
    #expect(info.output.contains("<script>canary()</script>"))
    for name in ["learning-curves", "decision-boundary", "sweep"] {
      let picture = folder.url.appending(path: results).appending(path: "plots/\(name).svg")
      #expect(InertSVG(try Data(contentsOf: picture)).problems == [], "\(name)")
    }
    let report = folder.url.appending(path: results).appending(path: "report.html")
    let outline = try PageOutline(of: String(contentsOf: report, encoding: .utf8))
    // Those of the page and of its explorer; the explorer's data are no script.
    #expect(outline.tags.count { $0 == "script" } == 2 && outline.policyNamesScript)
    #expect(outline.tags.count { $0 == "script type id" } == 1)
    #expect(!outline.tags.contains { $0.contains(" on") || $0.hasPrefix("iframe") || $0.hasPrefix("svg") })
    try run("report", results)
    let made = try FileManager.default.subpathsOfDirectory(atPath: folder.url.path(percentEncoded: false))
    #expect(!made.contains { ($0 as NSString).lastPathComponent.hasPrefix("canary") })
  }

  /// A store may come from elsewhere, with names that no study file could have.
  @Test func namesInAStoreAreShownAndNotObeyed() throws {
    try StudyTexts.withAllFigures(StudyTexts.recorded).write(
      to: folder.file("recorded.yaml"), atomically: true, encoding: .utf8)
    try run("run", "recorded.yaml")
    let hostile = "\u{1B}[2J\n`touch canary`\u{9B}31m\t$(canary)"
    let store = try DatabaseQueue(path: folder.file("results/recorded/store.sqlite").path(percentEncoded: false))
    try store.write { database in
      let json = String(decoding: try JSONEncoder().encode(hostile), as: UTF8.self)
      for name in ["network", "recorded"] {
        try database.execute(
          sql: "UPDATE study SET description = replace(description, ?, ?)",
          arguments: ["\"name\":\"\(name)\"", "\"name\":\(json)"])
      }
      try database.execute(sql: "UPDATE trajectory SET model = ? WHERE model = 'network'", arguments: [hostile])
    }
    try store.close()
    for command in ["status", "gaps", "curves"] { try run(command, "results/recorded") }
    for format in ["table", "tsv", "csv", "json"] {
      try run("export", "results/recorded", "--table", "trials", "--format", format)
    }
    try run("plot", "results/recorded", "--format", "terminal,svg")
    try run("report", "results/recorded")
  }

  /// Paths come back in errors.
  @Test func errorsStayOnOneLine() throws {
    for text in ["\u{1B}[2J\n$(canary)", "-\u{9B}31m", "a\r\nb", "\u{2028}\u{202E}x", "../../\u{7}"] {
      for command in ["status", "gaps", "plot", "evaluate", "run", "plan"] {
        try run(command, "./" + text, fails: true)
      }
    }
  }

  /// Arguments that the parser refuses come back in its words.
  @Test(arguments: [["plot", "results/s", "\u{1B}[31mX"], ["bench", "--samples", "\u{1B}[31mX"]])
  func whatTheParserRefusesIsShown(arguments: [String]) throws {
    let process = try fathom.start(arguments, environment: canary.environment)
    process.waitUntilExit()
    let outcome = fathom.outcome(of: process)
    #expect(outcome.status == 64 && outcome.errors.contains("[31mX"), "\(outcome.errors)")
    #expect(HostileText.obeyed(in: outcome.errors) == [], "\(outcome.errors)")
  }
}
