import ForeignHistories
import Foundation
import NeuralNetwork
import TestSupport
import Testing

/// The folder of the files.
private var published: String? {
  let environment = ProcessInfo.processInfo.environment["FATHOM_DATA"]
  let places = [environment.map { "\($0)/../field-cases/histories" }, "../shared/field-cases/histories"]
  return places.compactMap(\.self).first { FileManager.default.fileExists(atPath: "\($0)/lcdb11-meta.json") }
}

/// Files that others published, where they are beside the data sets (FATHOM_DATA).
@Suite(.enabled("the published histories are not on this machine") { published != nil })
struct PublishedHistoriesTests {
  private func request(_ files: String...) throws -> ImportRequest {
    let folder = try #require(published)
    return ImportRequest(files: files.map { "\(folder)/\($0)" })
  }

  /// hslLuna/PytorchMnistClassifier: `epoch,train_loss,train_accuracy,val_loss,val_accuracy`.
  @Test func oneRun() throws {
    var request = try request("hsl-mnist-history-3-epochs.csv")
    request.constants = ["size": "55000"]
    let histories = try request.read()
    #expect(histories.runs.count == 1 && histories.testPart == .validation && histories.runs[0].size == 55000)
    #expect(histories.runs[0].model == "hsl-mnist-history-3-epochs" && histories.runs[0].replicate == nil)
    #expect(histories.runs[0].test(.accuracy) == [0.9728, 0.9828, 0.9854])
    #expect(histories.runs[0].history[2].train == Score(loss: 0.06304403954283758, [.accuracy: 0.9806909090909091]))
  }

  /// Sh-Vacle/pytorch-nn-compare: epochs are written `1.0`.
  @Test func twoNetworks() throws {
    var request = try request("shvacle-two-nets-history.csv")
    #expect(throws: (any Error).self) { try request.read() }
    request.constants = ["size": "700"]
    let histories = try request.read()
    #expect(histories.models.count == 2 && histories.models[0].name == "Baseline" && histories.testPart == .test)
    #expect(histories.runs.count == 2 && histories.runs.allSatisfy { $0.hasEpochs && !$0.diverged })
    #expect(histories.runs[0].history[0].test == Score(loss: 0.6565221548080444, [.accuracy: 0.5366666913032532]))
    #expect(histories.remarks.isEmpty)
  }

  /// LCDB 1.1, data set iris: 28 learners, 24 anchors that so few samples allow.
  @Test func learningCurves() throws {
    let histories = try request("lcdb11-er-61.json", "lcdb11-meta.json").read()
    #expect(histories.models.count == 28 && histories.runs.count == 28 * 24)
    let first = histories.runs[0]
    #expect(first.model == "SVM_Linear" && first.size == 16)
    #expect(first.history[0].train[.accuracy] == 1 - 0.0275 && first.test(.accuracy) == [1 - 0.0933])
    let swapped = try request("lcdb11-meta.json", "lcdb11-er-61.json").read()
    #expect(swapped.runs == histories.runs && swapped.digest == histories.digest)
  }
}
