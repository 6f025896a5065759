import Datasets

/// The key `data.test`: a share of the samples, the source's own test set, or one that the user has chosen.
enum TestSection {
  private static let line = Format<String>.line(1000)
  private static let column = Key(
    "column", line, "The column that says which samples are for test.", need: .always)
  private static let test = Key("test", line, "What samples to test on have in the column.", need: .always)
  private static let validation = Key<String>(
    "validation", line, "What samples to validate on have in the column; unless given, they are drawn from the others.")

  static let section = Section(
    path: "data.test", keys: [column.outline, test.outline, validation.outline])

  /// A test set: one of the usual ones, or one of the user's.
  enum Choice: Sendable {
    case usual(TestSet)
    case own(OwnTest)
  }

  private static let usual = Format.heldOut(countFrom: 1).map(TestSet.drawn).or("canonical", .canonical)
  /// How the names of files end that may hold a test set.
  private static let testEndings = DataSource.fileEndings.filter { reader in
    DatasetCatalogue.sources.contains { $0.name == reader.source && $0.takesTestFile }
  }.flatMap(\.endings).joined(separator: ", ")
  private static let file = Format<String>.line(4096)

  static let format: Format<Choice> = Format(
    accepted:
      "\(usual.accepted), a file (\(testEndings)), or {column, test, validation}",
    schema: .members(("anyOf", .array([usual.schema, file.schema, section.schema])))
  ) { element, accepted in
    if element.isMapping {
      let fields = try Fields(element, section)
      return .own(
        .column(
          try fields.value(column), test: try fields.value(test), validation: try fields.optional(validation)))
    }
    if let text = element.scalar?.text, DataSource.isFile(text) {
      return .own(.file(try file.reading(element, accepted)))
    }
    return .usual(try usual.reading(element, accepted))
  }
}
