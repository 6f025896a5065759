import NeuralNetwork

extension RefusedStudyTests {
  /// What `vary`, `tune`, `figures` and `metrics` say.
  static let variation: [Refusal] = [
    // Vary and figures.
    ("vary: {learning-rate: 0.1}", "5:23: vary.learning-rate: found '0.1', expected a list [a, b, …] of 1 to 1000 va"),
    ("vary: {learning-rate: []}", "5:23: vary.learning-rate: found an empty list"),
    ("vary: {learning-rate: [0.1, 0.10]}", "5:29: vary.learning-rate[1]: '0.10' is given twice"),
    ("vary: {learning-rate: [0.1, x]}", "5:29: vary.learning-rate[1]: found 'x', expected a number over 0"),
    ("vary: {learning_rate: [0.1]}", "5:8: vary.learning_rate: unknown key; did you mean learning-rate?"),
    ("vary: {momentum: [0.1]}", "5:8: vary.momentum: does not apply to optimiser sgd; set training.optimiser to mome"),
    (
      "vary: {momentum: [0.1], optimiser: [sgd]}\ntraining: {optimiser: momentum}",
      "5:25: vary.optimiser: cannot take several values together with momentum; keep one of them"
    ),
    ("vary: [1]", "5:7: vary: found a list, expected keys with values"),
    // Tune.
    ("tune: {learning-rate: []}", "5:23: tune.learning-rate: found an empty list"),
    ("tune: {c: [1, 10]}", "5:8: tune.c: affects none of the models; take it out"),
    (
      "tune: {gamma: [auto, 0]}",
      "5:22: tune.gamma[1]: found '0', expected a number over 0 and at most 1000000000, or sc"
    ),
    ("tune: {dropuot: [0.5]}", "5:8: tune.dropuot: unknown key; did you mean dropout? (known"),
    (
      "vary: {l2: [0, 1]}\ntune: {l2: [0, 1]}", "6:8: tune.l2: cannot be both varied and tuned; keep one of them"
    ),
    (
      "figures: [gap]", "5:11: figures[0]: found 'gap', expected one of learning-curves, verdicts, errors, gaps, gap-"
    ),
    ("figures: [gaps, gaps]", "5:17: figures[1]: 'gaps' is given twice"),
    ("figures: gaps", "5:10: figures: found 'gaps', expected a list"),
    ("figures: []", "5:10: figures: found an empty list"),
    (
      "metrics: [accurracy]",
      "5:11: metrics[0]: found 'accurracy', expected one of \(Metric.all.map(\.name).joined(separator: ", "))"
    ),
    ("metrics: [accuracy, accuracy]", "5:21: metrics[1]: 'accuracy' is given twice"),
    ("metrics: []", "5:10: metrics: found an empty list"),
    ("metric: accuracy", "5:1: metric: unknown key; did you mean metrics, as in metrics: [accuracy]?"),
  ]
}
