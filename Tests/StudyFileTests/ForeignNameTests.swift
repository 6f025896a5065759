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

  /// Whoever copies what is suggested keeps the value that was meant.
  @Test(arguments: [
    ("learning_rate: 0.001", "training: {learning-rate: 0.001}"), ("lr: 0.003", "training: {learning-rate: 0.003}"),
    ("initializer: he_uniform", "training: {initialiser: kaiming-uniform}"),
    ("kernel_initializer: glorot_uniform", "training: {initialiser: xavier-uniform}"),
    ("initializer: xavier_normal", "training: {initialiser: xavier-normal}"),
    ("optimizer: SGD", "training: {optimiser: sgd}"), ("optimizer: AdamW", "training: {optimiser: adamw}"),
    ("batch_size: 128", "training: {batch: 128}"), ("n_epochs: 7", "training: {epochs: 7}"),
    ("patience: 25", "stopping: [{rule: patience, epochs: 25}]"), ("n_splits: 7", "replicates: 7"),
    // What the key does not take is replaced by what it may have.
    ("learning_rate: auto", "training: {learning-rate: 0.1}"), ("batch_size: [8, 16]", "training: {batch: 32}"),
  ]) func examplesHaveTheValueThatWasGiven(line: String, example: String) {
    let message = refusal(StudySource.adding(line))
    #expect(message.contains("as in \(example)?"), "\(message)")
  }
}
