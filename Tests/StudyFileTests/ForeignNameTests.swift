import Testing

@testable import StudyFile

@Suite struct ForeignNameTests {
  /// Whatever is suggested is a key or a value of study files, as their schema has them.
  @Test func onlyWhatExistsIsSuggested() {
    let schema = StudyFile.schema() + ImportFile.schema
    for (word, names) in ForeignName.ours {
      #expect(word == word.lowercased() && !word.contains("_"))
      for name in names {
        // Initialisers stand in a pattern.
        #expect(schema.contains("\"\(name)\"") || schema.contains("\(name)|"), "\(word) means \(name)")
      }
    }
  }

  /// Every example is accepted as it is, in a study that has the rest.
  @Test(arguments: ForeignName.examples.values.sorted()) func examplesAreAccepted(example: String) throws {
    let key = String(example.prefix { $0 != ":" })
    let text =
      StudySource.minimal.contains("\n\(key):")
      ? StudySource.replacing(key, with: example) : StudySource.adding(example)
    #expect(throws: Never.self) { try parse(text) }
  }
}
