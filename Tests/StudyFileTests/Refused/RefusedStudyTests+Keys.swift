extension RefusedStudyTests {
  /// Keys and texts.
  static let keys: [Refusal] = [
    // Keys.
    ("repliactes: 3", "5:1: repliactes: unknown key; did you mean replicates? (known keys: name, title, "),
    ("Seed: 3", "5:1: Seed: unknown key; did you mean seed? (known"),
    ("learning-rate: 3", "5:1: learning-rate: unknown key; did you mean training.learning-rate? (known"),
    ("xyzzy: 3", "5:1: xyzzy: unknown key (known keys: "),
    ("record: true", "5:9: record: found 'true', expected keys with values"),
    ("record: {batch-loss: yes}", "5:22: record.batch-loss: found 'yes', expected true or false (write true; since"),
    (
      "record: {dead-neurons: 'true'}",
      "5:24: record.dead-neurons: found the quoted text 'true', expected true or false (r"
    ),
    ("record: {models: all}", "5:18: record.models: found 'all', expected one of none, final, every-stop"),
    ("record: {probe-samples: 9}", "5:10: record.probe-samples: does nothing without dead-neurons: true"),
    ("record: {dead-neuron: true}", "5:10: record.dead-neuron: unknown key; did you mean dead-neurons?"),
    ("training: {learning-rte: 0.1}", "5:12: training.learning-rte: unknown key; did you mean learning-rate?"),
    (
      "training: {optimizer: sgd}",
      "5:12: training.optimizer: unknown key; did you mean optimiser, as in training: {optimiser: sgd}?"
    ),
    (
      "training: {lr: 0.1}",
      "5:12: training.lr: unknown key; did you mean learning-rate, as in training: {learning-rate: 0.1}? (known keys: "
    ),
    (
      "lr: 0.1",
      "5:1: lr: unknown key; did you mean training.learning-rate, as in training: {learning-rate: 0.1}? (known"
    ),
    ("training: {wd: 0.1}", "5:12: training.wd: unknown key; did you mean l2, as in training: {l2: 0.1}?"),
    ("training: {hidden_layer_sizes: [5]}", "5:12: training.hidden_layer_sizes: unknown key; did you mean "),
    ("training: {loss: mse}", "5:18: training.loss: found 'mse', expected one of cross-entropy, mean-squared-error, "),
    ("stopping: [{rule: PQ, threshold: 1}]", "5:19: stopping[0].rule: found 'PQ', expected one of loss-chan"),
    (
      "stopping: [{rule: patience, patience: 5}]",
      "5:29: stopping[0].patience: unknown key; did you mean epochs, as in stopping: [{rule: patience, epochs: 5}]?"
    ),
    ("training: {learning: 1}", "5:12: training.learning: unknown key; did you mean learning-rate?"),
    ("training: {? a: 1}", "5:12: '?' keys are not accepted"),
    ("training: {[a]: 1}", "5:12: training: a key must be a word"),
    ("training: 3", "5:11: training: found '3', expected keys with values (known keys: activation,"),
    ("training:", "5:10: training: found nothing, expected keys"),
    ("seed: 1\nseed: 2", "5:1: the key seed is given again below; keep one"),
    ("<<: {seed: 1}", "5:1: <<: merge keys are not accepted"),
    // A store would keep the text and refuse it on reading.
    (
      "vary: {l2: [0.1\(String(repeating: "0", count: 5000))]}",
      "5:13: vary.l2[0]: takes 5003 characters; write it in at most 200"
    ),
    // name, title.
    ("name: a b", "1:7: name: found 'a b', expected 1 to 64 of the characters A-Z a-z 0-9 _ -"),
    ("name: ../x", "1:7: name: found '../x', expected"),
    ("name: \"\"", "1:7: name: found the quoted text '', expected"),
    ("title: ~", "5:8: title: found nothing, expected one line of 1 to 200 characters"),
    ("title: [a]", "5:8: title: found a list, expected"),
    ("title: \"a\\nb\"", "5:8: title: found the quoted text 'a?b', expected one line of 1 to 200 characters (it holds"),
    ("title: \"a\\u202Eb\"", "5:8: title: found the quoted text 'a?b'"),
    ("title: ' a'", "5:8: title: found the quoted text ' a', expected one line of 1 to 200 characters (remove the sp"),
  ]
}
