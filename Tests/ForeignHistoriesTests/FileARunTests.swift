import ForeignHistories
import Foundation
import NeuralNetwork
import TestSupport
import Testing

/// A file for each run, whose name says what its columns do not.
@Suite struct FileARunTests {
  private let log = """
    epoch,accuracy,loss,val_accuracy,val_loss
    0,0.25,2.5,0.125,2.75
    1,0.5,1.5,0.375,1.75

    """

  @Test func keras() throws {
    let files = try ForeignFiles([
      "runs/deep-n1000-seed3.csv": log, "runs/deep-net-n250-seed3.csv": log.replacing("2.75", with: "3"),
    ])
    let histories = try files.read { $0.pattern = "runs/{model}-n{size}-seed{replicate}.csv" }
    #expect(histories.program == "Keras" && histories.testPart == .validation && histories.metrics == [.accuracy])
    #expect(histories.runs.map { "\($0.model) \($0.size) \($0.replicate ?? "")" } == ["deep 1000 3", "deep-net 250 3"])
    let first = EpochRecord(
      epoch: 1, updates: nil, train: Score(loss: 2.5, [.accuracy: 0.25]),
      validation: Score(loss: 2.75, [.accuracy: 0.125]),
      test: Score(loss: 2.75, [.accuracy: 0.125]), seconds: nil)
    let second = EpochRecord(
      epoch: 2, updates: nil, train: Score(loss: 1.5, [.accuracy: 0.5]),
      validation: Score(loss: 1.75, [.accuracy: 0.375]),
      test: Score(loss: 1.75, [.accuracy: 0.375]), seconds: nil)
    #expect(histories.runs[0].history == [first, second])
    #expect(histories.notes.contains("Epochs are counted from 0; they are 1, 2, … here."))
    #expect(histories.notes.contains("'accuracy', 'loss' are of train data."))
    #expect(histories.remarks.isEmpty)
  }

  /// `json.dump(history.history, …)` has no epochs, only lists.
  @Test func kerasHistory() throws {
    let text = #"{"loss": [2.5, NaN], "accuracy": [0.25, 0.5], "val_loss": [3, 2], "val_accuracy": [0.5, 0.75]}"#
    let histories = try ForeignFiles(["mlp.json": text]).read { $0.constants = ["size": "100"] }
    #expect(histories.runs.count == 1 && histories.runs[0].model == "mlp" && histories.runs[0].diverged)
    #expect(histories.runs[0].test(.accuracy) == [0.5])
  }

  /// `pandas.DataFrame(history.history).to_csv()` has epochs in a column without a name, from 0, and so has R from 1.
  @Test(arguments: ["", "Unnamed: 0", "\"\""], [0, 1]) func pandasHistory(name: String, start: Int) throws {
    let rows = ["2.5,0.25,2.75,0.125,0.01,3", "1.5,0.5,1.75,0.375,0.001,4"].enumerated().map { "\($0 + start),\($1)" }
    let files = try ForeignFiles([
      "deep-n10-seed1.csv": table("\(name),loss,accuracy,val_loss,val_accuracy,lr,val_f1", rows)
    ])
    let histories = try files.read { $0.pattern = "{model}-n{size}-seed{replicate}.csv" }
    #expect(histories.runs.map { $0.test(.accuracy) } == [[0.125, 0.375]] && histories.runs[0].hasEpochs)
    #expect(histories.runs[0].history.map(\.epoch) == [1, 2] && histories.settings.isEmpty)
    #expect(histories.program == "Keras")
  }

  /// Histories that pandas has put together count their epochs anew for each run.
  @Test func pandasHistories() throws {
    let rows = (1...2).flatMap { seed in (0...2).map { "\($0),a,10,\(seed),0.\($0 + seed)" } }
    let histories = try ForeignFiles(["h.csv": table(",model,size,seed,val_accuracy", rows)]).read()
    #expect(histories.runs.map { $0.test(.accuracy) } == [[0.1, 0.2, 0.3], [0.2, 0.3, 0.4]])
    #expect(histories.notes.contains("The column without a name is epoch."))
  }

  /// Numbers of rows are no epochs: of results, also of tables that were put together, or beside epochs.
  @Test func numbersOfRows() throws {
    let results = ["0,a,10,1,0.5", "1,a,10,2,0.25", "0,b,10,1,0.5", "1,b,10,2,0.25"]
    for rows in [results, Array(results.prefix(2))] {
      let histories = try ForeignFiles(["h.csv": table(",model,size,seed,val_accuracy", rows)]).read()
      #expect(histories.runs.count == rows.count && histories.runs.allSatisfy { !$0.hasEpochs })
    }
    let beside = try ForeignFiles([
      "h.csv": table(",epoch,loss,val_loss,val_accuracy", ["0,1,1.5,2,0.25", "1,2,0.5,1,0.5"])
    ]).read { $0.constants = ["size": "10"] }
    #expect(beside.runs.map { $0.test(.accuracy) } == [[0.25, 0.5]])
    #expect(beside.notes.contains("Column '' is left out: it has no name, as numbers of rows."))
  }

  /// `trainer_state.json` of Hugging Face has its measurements in a list, beside what else is known.
  @Test func huggingFace() throws {
    let text = """
      {"best_metric": 0.5, "epoch": 2.0, "global_step": 20, "is_local_process_zero": true,
       "log_history": [
        {"epoch": 1.0, "learning_rate": 5e-05, "loss": 2.5, "step": 10},
        {"epoch": 1.0, "eval_loss": 2.75, "eval_accuracy": 0.25, "eval_runtime": 1.2, "step": 10},
        {"epoch": 2.0, "learning_rate": 2e-05, "loss": 1.5, "step": 20},
        {"epoch": 2.0, "eval_loss": 1.75, "eval_accuracy": 0.5, "eval_runtime": 1.2, "step": 20},
        {"epoch": 2.0, "step": 20, "total_flos": 1000.0, "train_loss": 2.0, "train_runtime": 20.0}],
       "stateful_callbacks": {"TrainerControl": {"args": {}}}, "trial_name": null}
      """
    let files = try ForeignFiles(["bert-n64-seed1/trainer_state.json": text])
    let histories = try files.read { $0.pattern = "{model}-n{size}-seed{replicate}/trainer_state.json" }
    #expect(histories.program == "Hugging Face" && histories.runs.map { $0.test(.accuracy) } == [[0.25, 0.5]])
    #expect(histories.runs[0].history.map(\.train.loss) == [2.5, 1.5] && histories.runs[0].model == "bert")
    let empty = try ForeignFiles(["trainer_state.json": #"{"log_history": [], "epoch": 0}"#])
    #expect(try empty.refusal { $0.constants = ["size": "10"] } == "trainer_state.json: has no rows")
  }

  @Test func lightning() throws {
    let text = """
      epoch,step,train_acc,train_loss_epoch,train_loss_step,val_acc,val_loss
      0,1,,,9,,
      0,3,,,,0.25,2.75
      0,3,0.5,2.5,,,
      1,4,,,8,,
      1,7,,,,0.5,1.75
      1,7,0.75,1.5,,,

      """
    let files = try ForeignFiles(["metrics.csv": text])
    let histories = try files.read { $0.constants = ["size": "64", "model": "net", "replicate": "a"] }
    let records = [(0.5, 2.5, 0.25, 2.75), (0.75, 1.5, 0.5, 1.75)].enumerated().map { index, values in
      EpochRecord(
        epoch: index + 1, updates: nil, train: Score(loss: values.1, [.accuracy: values.0]),
        validation: Score(loss: values.3, [.accuracy: values.2]),
        test: Score(loss: values.3, [.accuracy: values.2]), seconds: nil)
    }
    let expected = ForeignRun(model: "net", size: 64, replicate: "a", history: records, hasEpochs: true)
    #expect(histories.runs == [expected] && histories.program == "Lightning")
    #expect(histories.notes.contains("Rows of one run and epoch with different columns are put together."))
    #expect(
      files.remarks(histories) == [
        "metrics.csv: column 'train_loss_step' is passed over: 'train_loss_epoch' is taken in its place"
      ])
  }

  /// A loss that is logged every few steps, and a test after training.
  @Test func lightningSteps() throws {
    let text = """
      epoch,step,train_loss,val_acc,test_acc
      0,1,9,,
      0,2,8,,
      0,3,,0.25,
      1,4,7,,
      1,5,6,,
      1,6,,0.5,
      2,6,,,0.75

      """
    let files = try ForeignFiles(["net.csv": text])
    let histories = try files.read { $0.constants = ["size": "64"] }
    #expect(histories.runs[0].history.map(\.train.loss) == [8, 6] && histories.runs[0].test(.accuracy) == [0.25, 0.5])
    #expect(histories.notes.contains("Of several rows of one epoch, the last value of each column is taken."))
    #expect(
      files.remarks(histories) == [
        "net.csv:8: test values after the last epoch are passed over; histories need them after each (model net, size 64)"
      ])
  }

  /// Hugging Face logs training losses and evaluations at steps of their own; so do many who use a tracker.
  @Test func trainingValuesInRowsOfTheirOwn() throws {
    let files = try ForeignFiles([
      "net.csv":
        "epoch,step,loss,eval_loss,eval_accuracy\n0.5,50,2.5,,\n1.0,100,,1.5,0.5\n1.5,150,2,,\n2.0,200,,1.25,0.75\n"
    ])
    let histories = try files.read { $0.constants = ["size": "10"] }
    #expect(histories.runs.count == 1 && !histories.runs[0].diverged && histories.remarks.isEmpty)
    #expect(histories.runs[0].history.map(\.train.loss) == [2.5, 2])
    #expect(histories.runs[0].history.map(\.test.loss) == [1.5, 1.25])
    #expect(histories.runs[0].test(.accuracy) == [0.5, 0.75])
  }

  @Test func patternFindsFiles() throws {
    let files = try ForeignFiles(["runs/a/n10.csv": log, "runs/b/n10.csv": log, "runs/notes.txt": "no table"])
    let histories = try files.read {
      $0.files = []
      $0.pattern = files.path("runs/{model}/n{size}.csv")
    }
    #expect(histories.runs.map(\.model) == ["a", "b"] && histories.files.count == 2)
    let folder = try files.read {
      $0.files = [files.path("runs")]
      $0.pattern = "{model}/n{size}.csv"
    }
    #expect(folder.runs == histories.runs)
    #expect(files.remarks(folder) == ["runs/notes.txt: passed over, as its name does not match the pattern"])
    let refusal = try files.refusal {
      $0.files = []
      $0.pattern = files.path("runs/{model}/size{size}.csv")
    }
    #expect(refusal.contains("no file matches the pattern") && refusal.contains("3 files below"))
  }

  @Test func patternsThatDoNotMatch() throws {
    let files = try ForeignFiles(["deep-10.csv": log])
    #expect(
      try files.refusal { $0.pattern = "{model}-n{size}.csv" }
        == "deep-10.csv: does not match the pattern '{model}-n{size}.csv', and neither the names nor the values of its columns do"
    )
    #expect(try files.refusal { $0.pattern = "{model}-{size" }.contains("has a brace that is not closed"))
    #expect(try files.refusal { $0.pattern = "{model}-{model}.csv" }.contains("has {model} twice"))
    #expect(try files.refusal { $0.pattern = "{model}-{loss}.csv" }.contains("{loss}, which is a column"))
  }

  /// Fields may be called as columns are; a seed and a fold are a replicate together.
  @Test func otherNamesOfFields() throws {
    let files = try ForeignFiles(["deep_250_s3_f1.csv": log, "deep_250_s3_f2.csv": log])
    let histories = try files.read { $0.pattern = "{net}_{n}_s{seed}_f{fold}.csv" }
    #expect(histories.runs.map { "\($0.model) \($0.size) \($0.replicate ?? "")" } == ["deep 250 1/3", "deep 250 2/3"])
  }

  @Test func settingsInNames() throws {
    let files = try ForeignFiles(["m-10-lr0.1.csv": log, "m-10-lr0.02.csv": log])
    let histories = try files.read { $0.pattern = "{model}-{size}-lr{learning-rate}.csv" }
    #expect(histories.settings == [ForeignSetting(key: "learning-rate", values: ["0.02", "0.1"])])
    #expect(histories.runs.map(\.settings) == [["0.02"], ["0.1"]])
  }

  /// Two files of one run and epoch with other values.
  @Test func filesOfOneRun() throws {
    let files = try ForeignFiles(["a.csv": log, "b.csv": log.replacing("0.25", with: "0.5")])
    let refusal = try files.refusal { $0.constants = ["size": "10", "model": "m"] }
    #expect(
      refusal.hasPrefix("b.csv:2: of the same run and epoch as a.csv:2 (model m, size 10, epoch 0)"), "\(refusal)")
    #expect(refusal.contains("--pattern"))
  }
}
