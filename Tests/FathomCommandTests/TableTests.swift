import Datasets
import Foundation
import SavedModels
import TestSupport
import Testing

/// Tables of people's own, from the file to the scores of a saved model.
@Suite struct TableTests {
  let folder: TemporaryFolder
  let fathom: FathomProcess

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
    // The class is “u” for red samples that are large, and for blue ones that are small; some sizes are missing.
    var text = "id;colour;size;class\n"
    for row in 0..<120 {
      let isRed = row % 2 == 0
      let size = Double((row * 7) % 40) / 10 + 0.05
      let isLarge = size > 2
      text += "\(row);\(isRed ? "red" : "blue");\(row % 30 == 29 ? "" : "\(size)".replacing(".", with: ","));"
      text += "\(isRed == isLarge ? "u" : "v")\n"
    }
    try Data(text.utf8).write(to: folder.file("t.csv"))
  }

  /// A model keeps how its table is encoded, and reads another table alike.
  @Test func aModelReadsOtherTablesAsItsOwn() throws {
    let trained = try fathom.run(
      "train", "--data", "t.csv", "--target", "class", "--ignore", "id", "--missing", "impute", "--hidden", "16",
      "--epochs", "300", "--batch", "8", "--scale", "standardise", "-o", "m.safetensors")
    #expect(trained.status == 0, "\(trained.errors)")
    let model = try SavedModel(contentsOf: folder.file("m.safetensors"))
    #expect(model.featureNames == ["colour=blue", "colour=red", "size", "size missing"])
    #expect(model.columns?.map(\.name) == ["colour", "size"])
    let own = try fathom.run("evaluate", "m.safetensors")
    #expect(own.output.contains("Equal to the reported scores in every bit."), "\(own.output)\(own.errors)")
    // Columns in another order, with points for commas, and one more column.
    try Data("size,class,colour,new\n3.5,u,red,1\n0.5,v,red,2\n3.5,v,blue,3\n0.5,u,blue,4\n".utf8).write(
      to: folder.file("v.csv"))
    let scored = try fathom.run("evaluate", "m.safetensors", "--data", "v.csv", "--format", "tsv")
    #expect(scored.status == 0, "\(scored.errors)")
    #expect(scored.output.split(separator: "\n").last?.split(separator: "\t").last == "1.0", "\(scored.output)")
    try Data("size,class\n3.5,u\n0.5,v\n".utf8).write(to: folder.file("v.csv"))
    let lacking = try fathom.run("evaluate", "m.safetensors", "--data", "v.csv")
    #expect(lacking.status == 1)
    #expect(lacking.errors.contains(#"no column "colour" (a feature of the training data)"#), "\(lacking.errors)")
  }

  /// What a model was trained with it needs, so no message advises to leave it out.
  @Test func aModelNeedsItsColumns() throws {
    try Data("a,b,class\n1,2,u\n2,1,v\n3,5,u\n4,3,v\n5,5,u\n6,1,v\n".utf8).write(to: folder.file("n.csv"))
    let trained = try fathom.run(
      "train", "--data", "n.csv", "--target", "class", "--hidden", "2", "--epochs", "1", "-o", "m.safetensors")
    #expect(trained.status == 0, "\(trained.errors)")
    for text in ["a,b\n1,\n2,\n", "a,b\n1,\n,\n"] {
      try Data(text.utf8).write(to: folder.file("p.csv"))
      let told = try fathom.run("evaluate", "m.safetensors", "--data", "p.csv", "--predict").errors
      #expect(told.contains("the model needs values of all of its columns"), "\(told)")
      #expect(!told.contains("ignore") && !told.contains("--missing"), "\(told)")
    }
    try Data("a,b\n1,\n2,3\n".utf8).write(to: folder.file("p.csv"))
    let some = try fathom.run("evaluate", "m.safetensors", "--data", "p.csv", "--predict").errors
    #expect(some.contains("p.csv") && some.contains("--missing drop") && !some.contains("ignore"), "\(some)")
    let imputed = try fathom.run("evaluate", "m.safetensors", "--data", "p.csv", "--missing", "impute", "--predict")
      .errors
    #expect(imputed.contains("p.csv has missing values"), "\(imputed)")
  }

  /// However many columns a table has, of numbers or of texts.
  @Test(arguments: [1, 7, 8, 9, 40]) func aModelOfManyColumnsIsRead(count: Int) throws {
    let names = (0..<count).flatMap { ["n\($0)", "t\($0)"] }
    let rows = (0..<60).map { row in
      names.map { $0.hasPrefix("n") ? "\(row * 7 % 11)" : "a" }.joined(separator: ",") + ",\(["u", "v"][row % 2])"
    }
    try Data(([names.joined(separator: ",") + ",class"] + rows).joined(separator: "\n").utf8).write(
      to: folder.file("wide.csv"))
    let trained = try fathom.run(
      "train", "--data", "wide.csv", "--target", "class", "--hidden", "2", "--epochs", "1", "-o", "m.safetensors")
    #expect(trained.status == 0, "\(trained.errors)")
    let own = try fathom.run("evaluate", "m.safetensors")
    #expect(own.output.contains("Equal to the reported scores in every bit."), "\(own.errors)")
  }

  @Test func whatWasUnderstoodIsShown() throws {
    let info = try fathom.run("data", "info", "t.csv", "--target", "class", "--missing", "drop")
    for line in [
      "table     separated by semicolons, decimal commas, with a header",
      "columns   2 of numbers; text: colour (2 values)", #"Column "id" counts up"#,
      "4 of 120 rows are left out, as they have a missing value",
    ] {
      #expect(info.output.contains(line), "\(info.output)\(info.errors)")
    }
    let refused = try fathom.run("data", "info", "t.csv", "--target", "class")
    #expect(
      refused.errors.contains(#"column "size": 4 missing (empty 4; first in line 31); if they are missing values"#))
    let empty = try fathom.run("data", "info", "t.csv", "--target", "class", "--missing-values", "?,,x")
    #expect(empty.errors.contains(#"column "size": 4 missing"#), "\(empty.errors)")
  }

  /// What is to be known of data is said by the plan, the run, its report, the status, and the training of one model.
  @Test(.enabled(if: hasGnuplot, "needs gnuplot")) func remarksAreKept() throws {
    let rows = (0..<200).map { "m\($0 / 4),\($0 * 37 % 101),1,\($0 % 20 == 7 ? "rare" : "usual")" }
    try Data((["mouse,x,same,class"] + rows).joined(separator: "\n").utf8).write(to: folder.file("t.csv"))
    let text = """
      name: kept
      data: {source: csv, path: t.csv, target: class, test: 0.3, ignore: [mouse]}
      sizes: [60]
      replicates: 2
      models: {a: {hidden: [2]}}
      training: {epochs: 2}
      figures: [learning-curves]
      """
    try Data(text.utf8).write(to: folder.file("kept.yaml"))
    let remarks = [
      #"Column "mouse" (50 values in 200 rows) may say which samples belong together"#,
      #"Column "same" has the same value in all rows"#, "of the test samples are of the most frequent class",
    ]
    func expectAll(_ text: String, _ place: String) {
      let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      for remark in remarks { #expect(text.contains(remark), "\(place): \(remark): \(text)") }
    }
    expectAll(try fathom.run("plan", "kept.yaml").output, "plan")
    let run = try fathom.run("run", "kept.yaml")
    #expect(run.status == 0, "\(run.errors)")
    expectAll(run.errors, "before training")
    expectAll(run.output, "at the end")
    expectAll(try fathom.run("run", "kept.yaml").output, "again")
    func page() throws -> String {
      try PageOutline(of: String(contentsOf: folder.file("results/kept/report.html"), encoding: .utf8)).texts
        .joined(separator: "\n")
    }
    expectAll(try page(), "page")
    // The report and the status need no data.
    try FileManager.default.moveItem(at: folder.file("t.csv"), to: folder.file("moved.csv"))
    #expect(try fathom.run("report", "results/kept").status == 0)
    expectAll(try page(), "page again")
    expectAll(try fathom.run("status", "results/kept").output, "status")
    struct Status: Decodable { let notes: [String] }
    let json = try fathom.run("status", "results/kept", "--format", "json").output
    expectAll(try JSONDecoder().decode(Status.self, from: Data(json.utf8)).notes.joined(separator: "\n"), "json")
    let trained = try fathom.run(
      "train", "--data", "moved.csv", "--target", "class", "--ignore", "mouse", "--hidden", "2", "--epochs", "1", "-o",
      "m.safetensors")
    #expect(trained.status == 0)
    expectAll(trained.errors, "train")
    #expect(trained.errors.contains("write `--groups mouse` if so"), "\(trained.errors)")
  }
}
