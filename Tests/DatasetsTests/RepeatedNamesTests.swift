import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import Datasets

/// The remark on columns that seem to say which samples belong together.
@Suite struct RepeatedNamesTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Whether the remark is made of a column with this name and values, beside one of measurements.
  private func isNamed(_ name: String, _ values: [String], groups: String? = nil, missing: String? = nil) throws -> Bool
  {
    var generator = SeededGenerator(key: 5)
    let rows = values.enumerated().map {
      "\($1),\(Double($0 * 37 % 101) / 7),\(generator.uniform() < 0.5 ? "a" : "b")\n"
    }
    return try isNamed("\(name),x,kind\n" + rows.joined()) { ($0.groups, $0.missing) = (groups, missing) }
  }

  private func isNamed(_ table: String, _ change: (inout DataSource) -> Void = { _ in }) throws -> Bool {
    try folder.load(table, change).remarks.contains { $0.contains("may say which samples belong together") }
  }

  /// Ten rows of each of twenty.
  private let repeated = (0..<200).map { String($0 * 7 % 20 + 1) }

  @Test(arguments: [
    "subject", "Subject", "patient_id", "patientId", "PatientID", "mouse ids", "user.id", "ID", "Participants",
    "donor-2", "pid", "subj", "MRN", "Patientennummer", "who", "Probe", "plate",
  ]) func namesOfWhatIsMeasuredOften(name: String) throws {
    #expect(try isNamed(name, repeated))
    #expect(try isNamed(name, repeated.map { "s\($0)" }))
    #expect(try isNamed(name, repeated.enumerated().map { $0 % 50 == 3 ? "" : $1 }, missing: "impute"))
    #expect(try !isNamed(name, repeated, groups: name), "it is given as groups")
  }

  /// Numbers from 0 to 9 may count something, unless the name says that they are names.
  @Test func fewNumbersFromZero() throws {
    let few = (0..<200).map { String($0 * 7 % 10) }
    for name in ["patient_id", "subject", "Patient Nr", "mouse"] { #expect(try isNamed(name, few), "\(name)") }
    for name in ["children", "sessions", "cases per week"] { #expect(try !isNamed(name, few), "\(name)") }
  }

  @Test func otherColumnsAreNot() throws {
    for name in ["weight", "width", "idle", "video", "valid", "grid", "grouping_x", "personal"] {
      #expect(try !isNamed(name, repeated), "\(name)")
    }
    // Every row has its own, nearly every row has, there are too few different ones, or they are measured.
    #expect(try !isNamed("subject", (0..<200).map { String($0 * 7 % 200) }))
    #expect(try !isNamed("subject", (0..<200).map { String($0 * 7 % 150) }))
    #expect(try !isNamed("subject", (0..<200).map { String($0 % 3) }))
    #expect(try !isNamed("subject", repeated.map { "\($0).5" }))
    // Numbers of cases or falls are counts.
    #expect(try !isNamed("falls", (0..<200).map { String($0 * $0 % 7) }))
  }

  /// What a table of `subjects`, each measured five times in shuffled order, has in the rows; measurements spread by `within` around
  /// those of the subject.
  private func scans(
    _ subjects: Int, within: Double, _ generator: inout SeededGenerator, name: (Int) -> String,
    kind: (Int, inout SeededGenerator) -> String
  ) -> String {
    var rows: [String] = []
    for subject in 0..<subjects {
      let centre = (0..<4).map { _ in generator.normal() }
      for _ in 0..<5 {
        let values = centre.map { "\($0 + within * generator.normal())" }
        rows.append(([name(subject)] + values + [kind(subject, &generator)]).joined(separator: ","))
      }
    }
    generator.shuffle(&rows)
    return "code,a,b,c,d,kind\n" + rows.joined(separator: "\n") + "\n"
  }

  /// A name that says nothing is no matter if rows of one value are far more alike than others, or have the same class; also if the
  /// column is no feature.
  @Test func whatRowsHaveInCommonTells() throws {
    var generator = SeededGenerator(key: printedSeed())
    func ofRow(_ subject: Int, _ generator: inout SeededGenerator) -> String {
      generator.uniform() < 0.5 ? "ill" : "well"
    }
    func ofSubject(_ subject: Int, _ generator: inout SeededGenerator) -> String {
      subject * 7 % 5 < 2 ? "ill" : "well"
    }
    let (text, number) = ({ (subject: Int) in "x\(subject)" }, { (subject: Int) in "\(1000 + subject * 37 % 90)" })
    for name in [text, number] {
      for isLeftOut in [false, true] {
        let change = { (source: inout DataSource) in source.ignore = isLeftOut ? ["code"] : nil }
        #expect(try isNamed(scans(90, within: 0.2, &generator, name: name, kind: ofRow), change))
        #expect(try isNamed(scans(90, within: 3, &generator, name: name, kind: ofSubject), change))
        #expect(try !isNamed(scans(90, within: 100, &generator, name: name, kind: ofRow), change))
        #expect(try !isNamed(scans(6, within: 0.2, &generator, name: name, kind: ofSubject), change))
      }
    }
    let grouped = scans(90, within: 0.2, &generator, name: text, kind: ofSubject)
    #expect(try !isNamed(grouped) { $0.groups = "code" })
    #expect(try isNamed(grouped) { $0.features = ["a", "b"] })
  }

  /// A measured whole number, on which others depend, names nothing.
  @Test func measuredNumbersAreNoNames() throws {
    var generator = SeededGenerator(key: printedSeed())
    let rows = (0..<600).map { _ in
      let length = Int(100 + 15 * generator.normal())
      let others = (1...4).map { "\(Double($0 * length) + generator.normal())" }
      return "\(length),\(others.joined(separator: ",")),\(length > 95 ? "large" : "small")\n"
    }
    #expect(try !isNamed("length,a,b,c,d,kind\n" + rows.joined()))
    #expect(try !isNamed("length,a,b,c,d,kind\n" + rows.joined()) { $0.ignore = ["length"] })
  }

  /// A column of too many texts may have the names of what is measured several times, or of samples.
  @Test func tooManyTextsMayBeNames() throws {
    var generator = SeededGenerator(key: printedSeed())
    let table = scans(
      120, within: 1, &generator, name: { "x\($0)" }, kind: { subject, _ in subject % 2 == 0 ? "ill" : "well" })
    let refused = #expect(throws: DataError.self) { try folder.load(table) }
    #expect(refused?.message.contains(#"write `groups: code` (120 values in 600 rows) under data if"#) == true)
    #expect(try !isNamed(table) { $0.groups = "code" })
    let single = (0..<150).map { "x\($0),\($0 * 37 % 101),\($0 % 2 == 0 ? "ill" : "well")\n" }
    let named = #expect(throws: DataError.self) { try folder.load("code,a,kind\n" + single.joined()) }
    #expect(named?.message.contains("groups") == false && named?.message.contains("data.ignore") == true)
  }
}
