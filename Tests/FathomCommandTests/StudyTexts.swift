/// Study files that the tests of the commands run.
enum StudyTexts {
  /// A study of a second or less.
  static let quick = """
    name: quick
    data: {source: digits}
    sizes: [60, 200]
    replicates: 3
    seed: 5
    models:
      shallow: {hidden: [8]}
      deep: {hidden: [8, 8]}
    training: {epochs: 40}
    stopping:
      - {rule: loss-change, threshold: [0.05, 0.01]}
      - {rule: patience, epochs: 5}
    """

  /// A study of some ten seconds on two cores, so that it can be interrupted in the middle.
  static let long = """
    name: long
    data: {source: digits}
    sizes: [200, 1000]
    replicates: 8
    seed: 5
    models:
      shallow: {hidden: [64]}
      deep: {hidden: [64, 64, 64]}
    training: {epochs: 120}
    stopping:
      - {rule: none}
      - {rule: loss-change, threshold: [0.01]}
    """
}
