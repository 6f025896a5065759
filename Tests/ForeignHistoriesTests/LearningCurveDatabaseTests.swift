import ForeignHistories
import NeuralNetwork
import Study
import TestSupport
import Testing

/// The two files of LCDB 1.1, made up: two learners, three anchors.
@Suite struct LearningCurveDatabaseTests {
  private let scores = """
    [[[[0.25, 0.5, 0.75], [0.125, 0.5, 0.5], [null, null, null]], [[0.01, 0.02, 0.03], [0.04, 0.05, 0.06], [null, null, null]]],
     [[[0, null, 0.25], [null, null, null], [null, null, null]], [[0, null, 0.5], [null, null, null], [null, null, null]]]]
    """
  private let names =
    #"{"learners": ["SVM", "Tree"], "anchors": [16, 32, 64], "dims": "(learner, stat, anchor, split)"}"#

  @Test(arguments: [false, true])
  func curves(namesFirst: Bool) throws {
    let files =
      try namesFirst
      ? ForeignFiles(["meta.json": names, "er.json": scores]) : ForeignFiles(["er.json": scores, "meta.json": names])
    let histories = try files.read()
    #expect(histories.program == "LCDB 1.1" && histories.metrics == [.accuracy])
    #expect(histories.models.map(\.name) == ["SVM", "Tree"])
    #expect(histories.runs.map { "\($0.model) \($0.size)" } == ["SVM 16", "SVM 32", "Tree 16"])
    #expect(histories.runs.allSatisfy { $0.replicate == nil && !$0.hasEpochs && $0.history.count == 1 })
    #expect(histories.runs[0].history[0].train[.accuracy] == 0.75)
    #expect(histories.runs[0].history[0].validation?[.accuracy] == 0.5)
    #expect(histories.runs.map { $0.test(.accuracy) } == [[0.25], [0.5], [0.75]])
    #expect(histories.runs[1].standardErrors?.test[.accuracy] == 0.06)
    #expect(histories.runs[2].history[0].validation == nil && histories.runs[2].history[0].train[.accuracy] == 1)
    #expect(histories.notes.contains("3 of 6 pairs of learner and anchor were not measured."))
  }

  @Test func chosenLearners() throws {
    let files = try ForeignFiles(["er.json": scores, "meta.json": names])
    #expect(try files.read { $0.models = [ForeignModel(name: "Tree")] }.runs.map(\.model) == ["Tree"])
    #expect(
      try files.refusal { $0.models = [ForeignModel(name: "tree")] }
        == "er.json: there is no learner 'tree'; did you mean 'Tree'? (learners: SVM, Tree)")
  }

  @Test func refusals() throws {
    #expect(try ForeignFiles(["er.json": scores]).refusal().contains("give its meta file, too"))
    #expect(try ForeignFiles(["meta.json": names]).refusal().contains("give the file with the scores, too"))
    #expect(
      try ForeignFiles(["er.json": "[[[[0.5,0.5,0.5]],[[0,0,0]]]]", "meta.json": names]).refusal()
        == "er.json:1: found 1 items where LCDB has 2 learners")
    #expect(
      try ForeignFiles(["er.json": scores.replacing("0.75]", with: "1.5]"), "meta.json": names]).refusal()
        == "er.json:1: found the error rate 1.5, expected one from 0 to 1")
    #expect(
      try ForeignFiles(["er.json": scores.replacing("null, 0.25", with: "null 0.25"), "meta.json": names]).refusal()
        == "er.json:2: not valid JSON: a comma or ']' is missing")
  }
}
