import ForeignHistories
import Foundation
import NeuralNetwork
import Study
import StudyFile
import TestSupport
import Testing

/// Import files: YAML with what options of the command would say.
@Suite struct ImportFileTests {
  private let text = """
    name: mine
    title: "Mine: all of them"
    files: [runs/a.csv, /data/b.csv]
    map: {size: n_train, replicate: seed}
    set: {model: mlp}
    trained-by: PyTorch
    models:
      deep: {hidden: [64, 64], parameters: 9034}
      shallow: {}
    metrics: [log-loss, accuracy]
    stopping:
      - {rule: patience, epochs: [5, 10], threshold: [0, 0.001], monitor: validation-accuracy}
      - {rule: loss-change, threshold: 0.01, relative: true, from-epoch: 5}
      - {rule: any, of: [{rule: generalisation-loss, threshold: [1, 5]}, {rule: budget, updates: 1000}]}
      - {rule: none}
    paired: false

    """

  @Test func everyKey() throws {
    let request = try ImportRequest(importFile: text, path: "studies/mine.yaml")
    #expect(request.name == "mine" && request.title == "Mine: all of them" && request.trainedBy == "PyTorch")
    #expect(request.files == ["studies/runs/a.csv", "/data/b.csv"])
    #expect(request.columns == ["size": "n_train", "replicate": "seed"] && request.constants == ["model": "mlp"])
    #expect(
      request.models == [
        ForeignModel(name: "deep", hidden: [64, 64], parameters: 9034), ForeignModel(name: "shallow"),
      ])
    #expect(request.metrics == [.logLoss, .accuracy] && request.isPaired == false)
    #expect(request.stopping.map(\.rules.count) == [4, 1, 2, 1])
    #expect(
      request.stopping[0].rules[1]
        == StoppingRule(
          .patience, length: 5, threshold: 0.001,
          quantity: StoppingQuantity.all.first { $0.name == "validation-accuracy" }))
  }

  @Test func readsBackEqual() throws {
    for text in [text, "pattern: '{model}/n{size}.csv'\n", "files: a.csv\nmodels: [b, \"no\", \"1.5\"]\n"] {
      let request = try ImportRequest(importFile: text, path: "mine.yaml")
      #expect(try ImportRequest(importFile: request.importFile, path: "mine.yaml") == request, "\(request.importFile)")
    }
  }

  @Test(arguments: [
    ("files: a.csv\nmaps: {size: n}\n", "mine.yaml:2:1: maps: unknown key; did you mean map?"),
    ("title: T\n", "mine.yaml:1:1: missing files or pattern"),
    ("files: a.csv\nmetrics: [f1]\n", "mine.yaml:2:11: metrics[0]: found 'f1'"),
    ("files: a.csv\nmodels: {a: {hiden: [1]}}\n", "mine.yaml:2:14: models.a.hiden: unknown key; did you mean hidden?"),
    ("files: a.csv\nstopping: [{rule: patince}]\n", "mine.yaml:2:19: stopping[0].rule: found 'patince'"),
    ("files: a.csv\nset: {size: [1, 2]}\n", "mine.yaml:2:13: set.size: found a list"),
    ("files: a.csv\npaired: maybe\n", "mine.yaml:2:9: paired: found 'maybe'"),
  ])
  func refusals(text: String, message: String) {
    do {
      _ = try ImportRequest(importFile: text, path: "mine.yaml")
      Issue.record("\(text) was not refused")
    } catch {
      #expect("\(error)".hasPrefix(message), "\(error)")
    }
  }

  @Test func schemaIsMadeOfTheSameKeys() {
    #expect(
      ImportRequest.schema.contains("\"trained-by\"")
        && ImportRequest.schema.contains("\"additionalProperties\": false"))
  }

  /// An import file says what the files do not.
  @Test func reading() throws {
    let files = try ForeignFiles([
      "runs/h.csv": "arch,n,s,test_acc\nb,10,1,0.5\na,10,1,0.25\nc,10,1,0.125\n",
      "mine.yaml":
        "files: runs/h.csv\nmap: {replicate: s}\ntrained-by: R\nmodels: {a: {hidden: [3]}, b: {hidden: [3, 3]}}\n",
    ])
    let text = try String(contentsOfFile: files.path("mine.yaml"), encoding: .utf8)
    let histories = try ImportRequest(importFile: text, path: files.path("mine.yaml")).read()
    #expect(
      histories.program == "R" && histories.runs.map(\.model) == ["a", "b"] && histories.runs[0].replicate == "1")
    #expect(histories.models[1] == ForeignModel(name: "b", hidden: [3, 3]))
  }
}
