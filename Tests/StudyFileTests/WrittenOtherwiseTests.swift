import Testing

@testable import StudyFile

/// Values that are right but for how they are written, or that other tools call otherwise, are answered with what to write.
@Suite struct WrittenOtherwiseTests {
  /// A line after the minimal study, or in place of the line with its key; and how the error ends.
  @Test(arguments: [
    ("training: {initialiser: HeNormal}", "(did you mean kaiming-normal?)"),
    ("training: {initialiser: he_normal}", "(did you mean kaiming-normal?)"),
    ("training: {initialiser: kaiming_normal_}", "(did you mean kaiming-normal?)"),
    ("training: {initialiser: tf.keras.initializers.GlorotUniform()}", "(did you mean xavier-uniform?)"),
    ("training: {initialiser: zeros}", "(write constant(0))"),
    ("training: {precision: fp32}", "(did you mean single?)"),
    ("training: {precision: torch.float64}", "(did you mean double?)"),
    ("training: {loss: nn.CrossEntropyLoss}", "(did you mean cross-entropy?)"),
    ("training: {loss: MSELoss}", "(did you mean mean-squared-error?)"),
    ("training: {optimiser: Adam(lr=0.1)}", "(did you mean adam?)"),
    ("training: {activation: nn.leaky_relu}", "(there is no nn.leaky_relu here; the nearest is relu)"),
    ("training: {activation: GELU}", "(there is no GELU here; the nearest is relu)"),
    ("training: {optimiser: RMSprop}", "(there is no RMSprop here; the nearest is adam)"),
    ("training: {schedule: StepLR}", "(write schedule: {step: 30, factor: 0.1})"),
    ("training: {learning-rate: \"1e-3 \"}", "(write 1e-3)"), ("training: {epochs: 1e3}", "(write 1000)"),
    ("training: {epochs: 1k}", "(write 1000)"), ("training: {dropout: 50%}", "(write 0.5)"),
    (
      "training: {learning-rate: [0.1, 0.2]}",
      "(for several values, write vary: {learning-rate: [0.1, 0.2]} at the top level)"
    ),
    ("models: {a: {kind: svm, c: [1, 10]}}", "(for several values, write tune: {c: [1, 10]} at the top level)"),
    (
      "data: {source: digits, scale: [unit, none]}",
      "(for several values, write vary: {data.scale: [unit, none]} at the top level)"
    ),
    ("tune: {learning-rate: 0.1}", "(write [0.1])"), ("metrics: [acc]", "(did you mean accuracy?)"),
    ("metrics: accuracy", "(write [accuracy])"),
    ("sizes: [1k]", "(write 1000)"), ("sizes: 100", "(write [100])"), ("sizes: 1.5k", "(write [1500])"),
    ("sizes: \"100 200\"", "(write [100, 200])"),
    ("models: {a: {hidden: 64}}", "(write [64])"), ("models: {a: {hidden: \"64,64\"}}", "(write [64, 64])"),
    ("models: {a: {hidden: 64-32}}", "(write [64, 32])"), ("models: {a: [64, 64]}", "(write {hidden: [64, 64]})"),
    ("models: {a: 64}", "(write {hidden: [64]})"), ("data: mnist", "(write {source: mnist})"),
    ("data: t.csv", "(write {source: csv, path: t.csv})"),
    ("data: {source: t.csv}", "(write source: csv, path: t.csv)"),
    ("stopping: [patience]", "(write {rule: patience})"), ("stopping: early_stopping", "(write [{rule: patience}])"),
    ("stopping: {rule: none}", "(write [{rule: none}])"),
    ("stopping: [{rule: max-epochs}]", "(write training: {epochs: 100})"),
    ("stopping: [{rule: max-epochs, epochs: 10}]", "(write training: {epochs: 10})"),
    (
      "stopping: [{rule: warmup, epochs: 5}]",
      "(from-epoch is a key of rules: write {rule: loss-change, threshold: 0.01, from-epoch: 5})"
    ),
    (
      "stopping: [{rule: any, of: [{rule: patience}, {rule: max_iter, epochs: 7}]}]",
      "(write training: {epochs: 7})"
    ),
    ("n_jobs: 4", ": unknown key; the command takes it: fathom run --jobs 4"),
    ("stopping: [{rule: patience, restore_best_weights: true}]", "the rule patience always reports the best epoch"),
  ]) func isAnswered(line: String, ending: String) {
    let key = String(line.prefix { $0 != ":" })
    let text =
      StudySource.minimal.contains("\(key):") ? StudySource.replacing(key, with: line) : StudySource.adding(line)
    let message = refusal(text)
    #expect(message.hasSuffix(ending) && message.count < 600, "\(message)")
  }

  /// Whatever is suggested in parentheses after "write" is accepted in the place of what was refused.
  @Test(arguments: [
    ("sizes", "1k"), ("sizes", "[5, 1k]"), ("stopping", "{rule: none}"), ("stopping", "early_stopping"),
    ("data", "mnist"),
    ("models", "{a: 64}"), ("models", "{a: {hidden: '64 64'}}"),
  ]) func whatIsSuggestedIsAccepted(key: String, value: String) throws {
    var value = value
    for _ in 0..<3 {
      let line = "\(key): \(value)"
      let text =
        StudySource.minimal.contains("\(key):") ? StudySource.replacing(key, with: line) : StudySource.adding(line)
      guard (try? parse(text)) == nil else { return }
      let message = refusal(text)
      let found = try #require(message.firstMatch(of: /found (?:the quoted text )?'([^']*)'|found keys with values/))
      let written = try #require(message.firstMatch(of: /\(write (.*)\)$/)?.1)
      value = found.1.map { value.replacing("'\($0)'", with: $0).replacing($0, with: written) } ?? String(written)
    }
    Issue.record("\(key): \(value) is still refused")
  }

  @Test(arguments: [
    ("HeNormal", "he-normal"), ("kaiming_normal_", "kaiming-normal"), ("nn.init.xavier_uniform_", "xavier-uniform"),
    ("MSELoss", "mse"), ("CosineAnnealingLR", "cosine-annealing-lr"), ("Adam(lr=0.1)", "adam"),
    ("batch_size", "batch-size"),
  ]) func wordsAreSpeltAsHere(word: String, spelling: String) {
    #expect(ForeignName.spellings(of: word).contains(spelling), "\(ForeignName.spellings(of: word))")
  }
}
