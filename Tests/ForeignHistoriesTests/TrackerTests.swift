import ForeignHistories
import NeuralNetwork
import TestSupport
import Testing

/// Exports of Weights & Biases and of TensorBoard.
@Suite struct TrackerTests {
  @Test func columnsOfRuns() throws {
    let files = try ForeignFiles([
      "loss.csv": """
      "Step","deep-1000-3 - val_loss","deep-1000-3 - val_loss__MIN","deep-1000-3 - val_loss__MAX","wide-net-250-3 - val_loss"
      "0","2.5","2.5","2.5","3.5"
      "1","1.5","1.5","1.5",""

      """,
      "accuracy.csv": """
      "Step","deep-1000-3 - val_acc","deep-1000-3 - _step","wide-net-250-3 - val_acc"
      "0","0.25","0","0.5"
      "1","0.5","1",""

      """,
    ])
    let histories = try files.read { $0.pattern = "{model}-{size}-{replicate}" }
    #expect(histories.program == "Weights & Biases" && histories.testPart == .validation)
    func record(_ epoch: Int, _ loss: Double, _ accuracy: Double) -> EpochRecord {
      EpochRecord(
        epoch: epoch, updates: nil, train: .unmeasured, validation: Score(loss: loss, [.accuracy: accuracy]),
        test: Score(loss: loss, [.accuracy: accuracy]), seconds: nil)
    }
    #expect(
      histories.runs == [
        ForeignRun(
          model: "deep", size: 1000, replicate: "3", history: [record(1, 2.5, 0.25), record(2, 1.5, 0.5)],
          hasEpochs: true),
        ForeignRun(model: "wide-net", size: 250, replicate: "3", history: [record(1, 3.5, 0.5)], hasEpochs: true),
      ])
    #expect(histories.remarks.isEmpty)
    #expect(
      try files.refusal { $0.pattern = "{model}_{size}" }
        == "loss.csv: the run 'deep-1000-3' does not match the pattern '{model}_{size}'")
    let named = try files.read { $0.constants = ["size": "5"] }
    #expect(named.models.map(\.name) == ["deep-1000-3", "wide-net-250-3"])
  }

  @Test func tensorBoard() throws {
    func table(_ values: [Double]) -> String {
      "Wall time,Step,Value\n"
        + values.enumerated().map { "16000000\($0.offset).5,\($0.offset),\($0.element)\n" }.joined()
    }
    let files = try ForeignFiles([
      "run-deep-10-1_train-tag-epoch_loss.csv": table([2, 1]),
      "run-deep-10-1_validation-tag-epoch_loss.csv": table([3, 2.5]),
      "run-deep-10-1_validation-tag-epoch_accuracy.csv": table([0.25, 0.5]),
    ])
    let histories = try files.read { $0.pattern = "run-{model}-{size}-{replicate}_{split}-tag-{quantity}.csv" }
    #expect(histories.program == "TensorBoard" && histories.runs.count == 1)
    #expect(histories.runs[0].history.map(\.train.loss) == [2, 1])
    #expect(histories.runs[0].history.map(\.test.loss) == [3, 2.5])
    #expect(histories.runs[0].test(.accuracy) == [0.25, 0.5])
    #expect(try files.refusal().contains("is of TensorBoard, and only its name says what is measured"))
  }

  /// Values of one run in two files: the remark names the file of the value, and the step, which is no epoch.
  @Test func remarksNameTheFileOfTheValue() throws {
    let files = try ForeignFiles([
      "w1.csv": "Step,a-100-0 - val_accuracy\n0,0.25\n1,0.5\n2,0.5\n",
      "w2.csv": "Step,a-100-0 - val_loss\n0,1.0\n1,NaN\n2,NaN\n",
    ])
    let histories = try files.read { $0.pattern = "{model}-{size}-{replicate}" }
    #expect(histories.runs.map(\.diverged) == [true])
    #expect(
      files.remarks(histories).contains(
        "w2.csv:3: validation_loss is no finite number, so the run diverged at step 1; 1 later step of it is passed over "
          + "(model a, size 100, replicate 0)"), "\(files.remarks(histories))")
  }
}
