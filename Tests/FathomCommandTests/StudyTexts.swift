/// Study files that the tests of the commands run. They draw one figure, because all figures take longer than a small study.
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
    figures: [gaps]
    """

  /// The study with all figures that it can draw.
  static func withAllFigures(_ text: String) -> String { text.replacing("\nfigures: [gaps]", with: "") }

  /// A study of four trajectories on a file beside it.
  static let table = """
    name: table
    data: {source: csv, path: table.csv, target: label, test: 0.3}
    sizes: [10, 20]
    replicates: 2
    models: {a: {hidden: [4]}}
    training: {epochs: 5}
    figures: [gaps]
    """

  /// A study of a network and a support vector machine in the plane that keeps all there is to keep.
  static let recorded = """
    name: recorded
    data: {source: moons, samples: 300, noise: 0.1, test: 0.3}
    sizes: [20, 60]
    replicates: 2
    models:
      network: {hidden: [8]}
      machine: {kind: svm}
    training: {epochs: 12}
    record: {batch-loss: true, dead-neurons: true, models: final}
    figures: [gaps]
    """

  /// The file; `last` is a digit in its last row.
  static func rows(last: Int) -> String {
    let rows = (0..<60).map { "\($0 % 7),\($0 == 59 ? last : $0 % 11),\($0 % 2 == 0 ? "yes" : "no")" }
    return (["a,b,label"] + rows).joined(separator: "\n")
  }

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
    training: {epochs: 250}
    stopping:
      - {rule: none}
      - {rule: loss-change, threshold: [0.01]}
    figures: [gaps]
    """

  /// The same with a quarter of its replicates.
  static let medium = long.replacing("replicates: 8", with: "replicates: 2")

  /// One training run of several minutes.
  static let oneLongTrajectory = """
    name: one
    data: {source: digits}
    sizes: [1000]
    replicates: 1
    models:
      wide: {hidden: [256, 256]}
    training: {epochs: 20000}
    """

  /// A support vector machine that is not trained in hours: classes that no line tells apart, and a high price for errors.
  static let endlessMachine = """
    name: machine
    data: {source: moons, samples: 6000, noise: 0.5, scale: none}
    sizes: [3000]
    replicates: 1
    models:
      line: {kind: svm, kernel: linear, c: 1000000000}
    """
}
