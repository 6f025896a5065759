import Datasets
public import Foundation
import Study
import StudyFile

/// Study files, and the plans that are made of them.
public struct StudyFileTarget: FuzzTarget {
  public static let name = "study"
  public let goodFiles: [GoodFile]
  private let folder: ReaderFolder

  public init(in folder: URL) throws {
    let texts = [try StudyFile.starter(name: "starter"), StudyFileTarget.everySection, StudyFileTarget.inBlocks]
    goodFiles = texts.map { GoodFile(FuzzInput($0)) }
    self.folder = try ReaderFolder(folder, [("study.yaml", goodFiles[0].input.bytes)])
  }

  private static let everySection = """
    name: all-sections
    title: "Everything, at once"
    data: {source: spirals, samples: 300, noise: 0.1, classes: 3, test: 0.3, validation: 20, scale: standardise}
    sizes: {from: 10, to: 90, count: 4, spacing: linear}
    replicates: 2
    seed: 18446744073709551615
    models: {a: {hidden: [8, 4]}, 'b, c': {hidden: []}, svm: {kind: svm, kernel: polynomial, c: 2, gamma: auto, degree: 2}}
    depths: [{from: 1, to: 3, width: 8, match: parameters}, {from: 1, to: 2, width: 5, name: wide}]
    training: {activation: tanh, loss: mean-squared-error, optimiser: adam, beta1: 0.8, learning-rate: 1e-3, decay: 0.99,
      batch: full, l2: 0.001, initialiser: 'uniform(-1,1)', bias-initialiser: constant(0), epochs: 20}
    stopping:
      - {rule: loss-change, threshold: [0.05, 0.01]}
      - {rule: patience, epochs: 3, threshold: [0]}
      - {rule: none}
    vary: {learning-rate: [0.01, 0.1], batch: [10, full]}
    record: {batch-loss: true, models: final}
    figures: [learning-curves, gaps]
    """

  private static let inBlocks = """
    # in blocks
    name: blocks
    data:
      source: csv
      path: ../some file.csv
      target: "class"
    sizes:
      - 10
      - 20
    replicates:
      data: 3
      initial-weights: 2
    depths:
      from: 1
      to: 2
      width: 16
    stopping:
    - rule: generalisation-loss
      threshold: [1, 2, 5]
    - rule: validation-up
      strip: 5
      threshold: 2
    """

  /// As large as a file may be, and as bad to parse.
  public var craftedFiles: [() -> FuzzInput] {
    let room = 999_000
    func filled(_ start: String, _ piece: String, _ end: String = "") -> () -> FuzzInput {
      {
        FuzzInput("name: x\n" + start + String(repeating: piece, count: (room - start.count) / piece.utf8.count) + end)
      }
    }
    return [
      filled("sizes: [", "1,", "1]"), filled("a: ", "x"), filled("a: ", "9"), filled("a: '", "''", "'"),
      filled("a: \"", "\\u00e9", "\""), filled("", "a:\n"), filled("", "\n"), filled("", "#\n"), filled("", "- "),
      filled("", "[],"), filled("a: [", "{},", "]"), filled("a: [", "[[]],", "]"), filled("", "a b: c\n"),
      filled("title: ", "e\u{0301}"), filled("title: ", "\u{0301}"), filled("? ", "x"), filled("", "-\n"),
      filled("a: {", "b: {c: 1}, ", "}"), filled("", "'a': b\n"), filled("x: [", "\"\",", "]"), filled("", "\r"),
      filled("", "k: {}\n"), filled("a: [", "a: b,", "]"), filled("models: {", "m: {hidden: []}, ", "}"),
      { FuzzInput("models: {" + (0..<40_000).map { "m\($0): {hidden: [1]}" }.joined(separator: ", ") + "}") },
      { FuzzInput((0..<90_000).map { "k\($0): 1\n" }.joined()) },
    ]
  }

  public var path: String { folder.path + "study.yaml" }

  public func mutate(_ input: FuzzInput, with mutator: inout ByteMutator) -> FuzzInput {
    FuzzInput(mutator.mutatedText(input.bytes))
  }

  public func read(_ input: FuzzInput) throws {
    try folder.put(input)
    let study = try StudyFile.read(URL(filePath: path))
    let stored = try JSONDecoder().decode(StudyDescription.self, from: JSONEncoder().encode(study))
    try UnsoundContent.unless(stored == study, "it is not read from the store as it was written")
    let runs = study.trainingRuns
    guard runs <= StudyDescription.mostPlanned else { return }
    let facts = DataFacts(
      inputs: 2, classNames: ["a", "b", "c"], trainingPool: 1000,
      validation: study.data.validation == .count(0) ? 0 : 50,
      test: 100, digest: "")
    do {
      let plan = try StudyPlan(study: study, facts: facts)
      try UnsoundContent.unless(plan.trajectories.count <= runs, "its plan has more trajectories than the study")
    } catch let error as PlanError {
      throw PlanError("\(path): \(error)")
    }
  }
}

extension StudyDescription {
  /// Training runs up to which the harness makes a plan: a study may have a million.
  static let mostPlanned = 2000

  /// Models × sizes × varied values × replicates; a study that was read has few enough to be counted.
  var trainingRuns: Int {
    let sizes = if case .list(let sizes) = sizes { sizes.count } else { 1 }
    return vary.reduce(models.count * sizes * replicates.count) { $0 * $1.values.count }
  }
}
