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
    let rows = values.enumerated().map { "\($1),\(Double($0 * 37 % 101) / 7),\($0 % 2 == 0 ? "a" : "b")\n" }
    return try folder.load("\(name),x,kind\n" + rows.joined()) { ($0.groups, $0.missing) = (groups, missing) }.remarks
      .contains { $0.contains("may say which samples belong together") }
  }

  /// Ten rows of each of twenty.
  private let repeated = (0..<200).map { String($0 * 7 % 20 + 1) }

  @Test(arguments: [
    "subject", "Subject", "patient_id", "patientId", "PatientID", "mouse ids", "user.id", "ID", "Participants",
    "donor-2",
  ]) func namesOfWhatIsMeasuredOften(name: String) throws {
    #expect(try isNamed(name, repeated))
    #expect(try isNamed(name, repeated.map { "s\($0)" }))
    #expect(try isNamed(name, repeated.enumerated().map { $0 % 50 == 3 ? "" : $1 }, missing: "impute"))
    #expect(try !isNamed(name, repeated, groups: name), "it is given as groups")
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
  }
}
