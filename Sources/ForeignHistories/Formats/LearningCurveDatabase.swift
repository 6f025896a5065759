import Datasets
import NeuralNetwork
import Study

/// The files of LCDB 1.1, the Learning Curve Database: mean error rates and their standard errors for each learner and
/// anchor (training-set size), and a file with the names of learners and the anchors.
///
/// An array `[learner][mean, standard error][anchor][train, validation, test]`, in which null is not measured.
struct LearningCurveDatabase {
  /// The names of learners and the sizes.
  struct Names {
    var learners: [String]
    var anchors: [Int]

    init(_ tree: JSONTree, file: String) throws {
      func list(_ key: String) throws -> [JSONTree] {
        guard let items = tree[key]?.items, items.count <= 100_000 else {
          throw failure("\(file): LCDB's names have no list \(inQuotes(key))")
        }
        return items
      }
      learners = try list("learners").map { item in
        guard case .string(let name) = item.value, !name.isEmpty, name.count <= 200 else {
          throw failure("\(file):\(item.line): a learner should have a name of up to 200 characters")
        }
        return name.withoutControls()
      }
      anchors = try list("anchors").map { item in
        guard case .number(let text) = item.value, let value = Number(text).value, let anchor = Int(exactly: value),
          1...1_000_000_000_000 ~= anchor
        else { throw failure("\(file):\(item.line): an anchor should be a number of samples") }
        return anchor
      }
      for names in [learners, anchors.map(String.init)] where Set(names).count < names.count {
        throw failure("\(file): a learner or an anchor is there twice")
      }
    }
  }

  /// Whether a value is the file of names.
  static func isNames(_ tree: JSONTree) -> Bool { tree["learners"]?.items != nil }

  /// Whether a value is an array of scores.
  static func isScores(_ tree: JSONTree) -> Bool { tree.items?.first?.items != nil }

  /// The curves in the scores.
  static func content(
    _ scores: (tree: JSONTree, file: String), _ names: Names, _ request: ImportRequest
  ) throws -> Content {
    let file = scores.file
    func items(_ tree: JSONTree, _ count: Int, _ what: String) throws -> [JSONTree] {
      guard let items = tree.items, items.count == count else {
        throw failure(
          "\(file):\(tree.line): found \(tree.items.map { "\($0.count) items" } ?? "no list") where LCDB has \(what)")
      }
      return items
    }
    func number(_ tree: JSONTree) throws -> Double? {
      if tree.isNull { return nil }
      guard case .number(let text) = tree.value else {
        throw failure("\(file):\(tree.line): a score should be a number")
      }
      return Number(text).value
    }
    let wanted = request.models.isEmpty ? names.learners : request.models.map(\.name)
    for name in wanted where !names.learners.contains(name) {
      let nearest = Suggestion.nearest(to: name, among: names.learners).map { "; did you mean \(inQuotes($0))?" } ?? ""
      throw failure(
        "\(file): there is no learner \(inQuotes(name))\(nearest) (learners: \(names.learners.joined(separator: ", ")))"
      )
    }
    for metric in request.metrics where metric != .accuracy {
      throw failure("\(file): the metric \(metric.name) cannot be had of error rates; accuracy can")
    }
    let learners = try items(scores.tree, names.learners.count, "\(names.learners.count) learners")
    var runs: [ForeignRun] = []
    var (missing, cells) = (0, 0)
    for name in wanted {
      let learner = learners[names.learners.firstIndex(of: name) ?? 0]
      let statistics = try items(learner, 2, "mean and standard error")
      let means = try items(statistics[0], names.anchors.count, "\(names.anchors.count) anchors")
      let errors = try items(statistics[1], names.anchors.count, "\(names.anchors.count) anchors")
      for (anchor, size) in names.anchors.enumerated() {
        let parts = try items(means[anchor], 3, "scores of training, validation and test data")
        let partErrors = try items(errors[anchor], 3, "standard errors of training, validation and test data")
        cells += 1
        let scored = try parts.map { tree -> Score in
          guard let rate = try number(tree) else { return .unmeasured }
          guard 0...1 ~= rate else {
            throw failure("\(file):\(tree.line): found the error rate \(rate), expected one from 0 to 1")
          }
          return Score(loss: nil, [.accuracy: 1 - rate])
        }
        guard scored[2] != .unmeasured else {
          missing += 1
          continue
        }
        let deviations = try partErrors.map { tree -> Score in
          guard let error = try number(tree) else { return .unmeasured }
          guard 0...1 ~= error else {
            throw failure("\(file):\(tree.line): found the standard error \(error), expected one from 0 to 1")
          }
          return Score(loss: nil, [.accuracy: error])
        }
        let record = EpochRecord(
          epoch: 1, updates: nil, train: scored[0], validation: scored[1] == .unmeasured ? nil : scored[1],
          test: scored[2], seconds: nil)
        runs.append(
          ForeignRun(
            model: name, size: size, replicate: nil, history: [record], hasEpochs: false,
            standardErrors: StandardErrors(train: deviations[0], validation: deviations[1], test: deviations[2])))
        guard runs.count <= ImportLimits.runs else { throw failure("\(file): more than \(ImportLimits.runs) curves") }
      }
    }
    guard !runs.isEmpty else { throw failure("\(file): no learner has a test score") }
    let order = Dictionary(zip(wanted, 0...)) { first, _ in first }
    runs.sort { (order[$0.model] ?? 0, $0.size) < (order[$1.model] ?? 0, $1.size) }
    let measured = Set(runs.map(\.model))
    var notes = [
      "The scores are error rates; accuracy is 1 − the error.",
      "They are means over replicates that the file does not have one by one, with their standard errors.",
    ]
    if missing > 0 { notes.append("\(missing) of \(cells) pairs of learner and anchor were not measured.") }
    let others = names.learners.count - wanted.count
    if others > 0 { notes.append("Left out: \(counted(others, "learner")).") }
    let known = Dictionary(request.models.map { ($0.name, $0) }) { first, _ in first }
    return Content(
      runs: runs, models: wanted.filter(measured.contains).map { known[$0] ?? ForeignModel(name: $0) }, settings: [],
      metrics: [.accuracy], testPart: .test, notes: notes, remarks: [])
  }
}
