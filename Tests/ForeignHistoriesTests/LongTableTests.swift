import ForeignHistories
import NeuralNetwork
import TestSupport
import Testing

/// Tables with a row an epoch, or a row a run.
@Suite struct LongTableTests {
  private let header = "model,size,replicate,epoch,train_loss,train_accuracy,validation_loss,test_loss,test_accuracy"

  @Test func plainTable() throws {
    let files = try ForeignFiles([
      "h.csv": table(
        header,
        [
          "wide,200,1,1,2.5,0.25,2.625,2.75,0.125", "wide,200,1,2,1.5,0.5,1.625,1.75,0.375",
          "deep,100,2,1,3,0.25,3.5,4,0.5",
        ])
    ])
    let histories = try files.read()
    #expect(histories.models.map(\.name) == ["wide", "deep"])
    #expect(histories.metrics == [.accuracy] && histories.testPart == .test && histories.settings.isEmpty)
    #expect(histories.remarks.isEmpty && histories.notes == ["Histories have 1 to 2 epochs."])
    let first = EpochRecord(
      epoch: 1, updates: nil, train: Score(loss: 2.5, [.accuracy: 0.25]), validation: Score(loss: 2.625),
      test: Score(loss: 2.75, [.accuracy: 0.125]), seconds: nil)
    let second = EpochRecord(
      epoch: 2, updates: nil, train: Score(loss: 1.5, [.accuracy: 0.5]), validation: Score(loss: 1.625),
      test: Score(loss: 1.75, [.accuracy: 0.375]), seconds: nil)
    let expected = ForeignRun(model: "wide", size: 200, replicate: "1", history: [first, second], hasEpochs: true)
    #expect(histories.runs[0] == expected)
    #expect(histories.runs[1].model == "deep" && histories.runs[1].history.count == 1)
  }

  /// Runs are sorted by model in order of appearance, then size, then replicate as a number.
  @Test func order() throws {
    let rows = ["b,20,10", "b,20,9", "a,100,1", "b,100,1", "a,20,1"].map { $0 + ",0.5" }
    let runs = try ForeignFiles(["h.csv": table("model,size,seed,test_accuracy", rows)]).read().runs
    #expect(
      runs.map { "\($0.model) \($0.size) \($0.replicate ?? "")" }
        == ["b 20 9", "b 20 10", "b 100 1", "a 20 1", "a 100 1"])
    #expect(runs.allSatisfy { !$0.hasEpochs && $0.history.count == 1 })
  }

  /// The same numbers however they are written.
  @Test func otherSpellings() throws {
    let expected = try ForeignFiles([
      "h.csv": "model,size,replicate,epoch,train_loss,test_accuracy\nm,10,7,1,0.5,0.25\nm,10,7,2,0.25,0.5\n"
    ]).read().runs
    for (name, text) in [
      ("h.tsv", "Net\tn_train\tseed\tEpoch\tTraining Loss\ttestAcc\nm\t10\t7\t1\t0.5\t0.25\nm\t10\t7\t2\t0.25\t0.5\n"),
      ("h.csv", "model;size;fold;epoch;loss_train;test_error\nm;10;7;1;0,5;0,75\nm;10;7;2;0,25;0,5\n"),
      (
        "h.jsonl",
        """
        {"model": "m", "size": 10, "seed": 7, "epoch": 1, "train_loss": 0.5, "test_acc": 0.25}
        {"epoch": 2, "model": "m", "size": 10, "seed": 7, "train_loss": 25e-2, "test_acc": 0.5}
        """
      ),
      (
        "h.json",
        """
        [{"arch": "m", "samples": 10, "run": "7", "epoch": 1, "train_loss": 0.5, "test_error_rate": 0.75},
         {"arch": "m", "samples": 10, "run": "7", "epoch": 2, "train_loss": 0.25, "test_error_rate": 0.5}]
        """
      ),
      (
        "h.csv",
        "model,size,seed,epoch,split,loss,accuracy\nm,10,7,1,train,0.5,\nm,10,7,1,test,,0.25\nm,10,7,2,train,0.25,\n"
          + "m,10,7,2,test,,0.5\n"
      ),
      (
        "h.jsonl",
        """
        {"model": "m", "size": 10, "seed": 7, "epoch": 1, "train": {"loss": 0.5}, "test": {"acc": 0.25}}
        {"model": "m", "size": 10, "seed": 7, "epoch": 2, "train": {"loss": 0.25}, "test": {"acc": 0.5}}
        """
      ),
      (
        "h.csv",
        "model,size,seed,epoch,quantity,value\nm,10,7,1,train_loss,0.5\nm,10,7,1,test_accuracy,0.25\n"
          + "m,10,7,2,train_loss,0.25\nm,10,7,2,test_accuracy,0.5\n"
      ),
    ] {
      let runs = try ForeignFiles([name: text]).read().runs
      #expect(runs == expected, "\(text)")
    }
  }

  @Test func metricsOfTrainingDataAlone() throws {
    let histories = try ForeignFiles(["h.csv": "model,size,train_auc,train_acc,test_acc\nm,5,0.75,1,0.5\n"]).read()
    #expect(histories.metrics == [.accuracy] && histories.runs[0].history[0].train == Score(loss: nil, [.accuracy: 1]))
    #expect(histories.notes.contains("Left out, as test data have no such values: train_roc_auc."))
  }

  @Test func validationStandsInForTest() throws {
    let histories = try ForeignFiles(["h.csv": "model,size,epoch,train_loss,val_accuracy\nm,5,1,2,0.5\n"]).read()
    #expect(histories.testPart == .validation)
    #expect(histories.runs[0].history[0].test == Score(loss: nil, [.accuracy: 0.5]))
    // Rules still look at them.
    #expect(histories.runs[0].history[0].validation == Score(loss: nil, [.accuracy: 0.5]))
    #expect(histories.runs[0].replicate == nil)
  }

  @Test func percentagesAndErrors() throws {
    let histories = try ForeignFiles([
      "h.csv": "model,size,seed,train_error,test_error,test_acc\na,10,1,0.5,40,60\nb,10,1,1.25,20,80\n"
    ]).read()
    // The error is the same as the accuracy, which is there already.
    let accuracies = histories.runs.map { $0.test(.accuracy) }
    #expect(accuracies == [[0.6], [0.8]])
    #expect(histories.notes.contains { $0.contains("percentages") })
    // Errors of training data are percentages as those of test data are.
    let errors = try ForeignFiles(["h.csv": "model,size,train_error,test_error\na,10,0.5,40\n"]).read()
    let run = errors.runs[0]
    #expect(run.history[0].train[.accuracy] == 1 - 0.5 / 100)
    #expect(run.test(.accuracy) == [1 - 0.4])
  }

  @Test func regression() throws {
    let histories = try ForeignFiles([
      "h.csv": "model,size,epoch,train_mse,test_mse,test_r2\na,10,1,4,9,0.5\na,10,2,2.25,6.25,-0.5\n"
    ]).read()
    #expect(histories.metrics == [.rmse, .r2])
    #expect(histories.runs[0].test(.rmse) == [3, 2.5] && histories.runs[0].history[1].train[.rmse] == 1.5)
    #expect(histories.notes.contains("Column 'test_mse' is test_rmse; RMSE is the root of the mean squared error."))
    let negated = try ForeignFiles(["h.csv": "model,size,test_neg_mean_squared_error\na,10,-9\n"]).read()
    #expect(negated.runs[0].test(.rmse) == [3])
  }

  @Test func logLossComesLast() throws {
    let histories = try ForeignFiles(["h.csv": "model,size,test_log_loss,test_acc\na,10,0.5,0.75\n"]).read()
    #expect(histories.metrics == [.accuracy, .logLoss])
    let chosen = try ForeignFiles(["h.csv": "model,size,test_log_loss,test_acc\na,10,0.5,0.75\n"]).read {
      $0.metrics = [.logLoss]
    }
    #expect(chosen.metrics == [.logLoss] && chosen.runs[0].test(.accuracy) == [nil])
    #expect(chosen.notes.contains("Left out: accuracy."))
  }

  // MARK: Settings

  @Test func otherColumnsOfFewValuesAreSettings() throws {
    let rows = ["0.1", "0.01", "1e-3"].flatMap { lr in
      (1...2).flatMap { seed in (1...2).map { "a,10,\(seed),\(lr),sgd,\($0),0.5,2023-01-0\(seed)T\(lr)\($0)" } }
    }
    let files = try ForeignFiles(["h.csv": table("model,size,seed,lr,optimiser,epoch,test_accuracy,when", rows)])
    let histories = try files.read()
    #expect(histories.settings == [ForeignSetting(key: "lr", values: ["1e-3", "0.01", "0.1"])])
    #expect(histories.runs.map(\.settings) == [["1e-3"], ["1e-3"], ["0.01"], ["0.01"], ["0.1"], ["0.1"]])
    #expect(histories.notes.contains("Column 'optimiser' is always 'sgd' and left out."))
    // Twelve moments are few values, but each row has its own.
    #expect(
      files.remarks(histories) == ["h.csv: column 'when' is passed over: nearly every row has another value"])
  }

  /// A learning rate that falls from epoch to epoch is no setting; a setting may be said to be one.
  @Test func columnsAlongRuns() throws {
    let rows = (1...2).flatMap { seed in (1...8).map { "a,10,\(seed),\($0),\($0 < 5 ? 0.1 : 0.01),0.5,0" } }
    let files = try ForeignFiles(["h.csv": table("model,size,seed,epoch,lr,test_accuracy,gap", rows)])
    let histories = try files.read()
    #expect(histories.settings.isEmpty && histories.runs.count == 2)
    #expect(files.remarks(histories) == ["h.csv: column 'lr' is passed over: it changes from epoch to epoch"])
    #expect(histories.notes.contains("Column 'gap' is left out: gaps follow from what is measured."))
    let mapped = try ForeignFiles(["h.csv": "model,size,rate,test_acc\na,10,1,0.5\na,10,2,0.5\n"]).read {
      $0.columns = ["learning-rate": "rate"]
    }
    #expect(mapped.settings == [ForeignSetting(key: "learning-rate", values: ["1", "2"])])
  }

  @Test func columnsOfModels() throws {
    let files = try ForeignFiles([
      "h.csv": table(
        "model,hidden_layers,parameters,dropout,size,seed,test_acc",
        [
          "a,\"[64, 64]\",100,0.5,10,1,0.5", "a,\"[64, 64]\",100,0.5,10,2,0.5", "b,\"(32,)\",50,0,10,1,0.5",
          "b,\"(32,)\",50,0,10,2,0.5", "c,[],7,0,10,1,0.5", "c,[],7,0,10,2,0.5",
        ])
    ])
    let histories = try files.read()
    #expect(
      histories.models == [
        ForeignModel(name: "a", hidden: [64, 64], parameters: 100),
        ForeignModel(name: "b", hidden: [32], parameters: 50),
        ForeignModel(name: "c", hidden: [], parameters: 7),
      ])
    #expect(histories.notes.contains("Column 'dropout' goes with the model and is left out."))
    let chosen = try files.read { $0.models = [ForeignModel(name: "c"), ForeignModel(name: "a")] }
    #expect(chosen.models.map(\.name) == ["c", "a"] && chosen.runs.map(\.model) == ["c", "c", "a", "a"])
    #expect(chosen.notes.contains("Left out: 1 model (b)."))
    #expect(
      try files.refusal { $0.models = [ForeignModel(name: "aa")] }
        == "h.csv: there is no model 'aa'; did you mean 'a'? (models: a, b, c)")
  }

  /// A list of widths says more than a number of layers, in whichever column or file it stands; a number in a column of
  /// numbers is no list because another column has some.
  @Test func widthsSayMoreThanNumbersOfLayers() throws {
    let both = "model,hidden_layers,hidden,size,seed,test_acc\na,2,\"[64, 32]\",10,1,0.5\nb,1,[8],10,1,0.5\n"
    #expect(try ForeignFiles(["h.csv": both]).read().models.map(\.hidden) == [[64, 32], [8]])
    let lists = "model,hidden,size,seed,test_acc\na,\"[64, 32]\",10,1,0.5\n"
    let counts = "model,hidden_layers,size,seed,test_acc\na,2,10,2,0.5\nb,3,10,2,0.5\n"
    for files in [["1.csv": lists, "2.csv": counts], ["1.csv": counts, "2.csv": lists]]
      as [KeyValuePairs<String, String>]
    {
      let models = try ForeignFiles(files).read().models.sorted { $0.name < $1.name }
      #expect(models.map(\.hidden) == [[64, 32], nil] && models.map(\.depth) == [2, 3])
    }
    // Three layers are not those of a list of two: the column is one of settings then.
    let files = try ForeignFiles(["1.csv": lists, "2.csv": counts.replacing("a,2,", with: "a,3,")])
    #expect(try files.read().models.first?.hidden == nil)
  }

  @Test func modelsNamedByTheirLayers() throws {
    let histories = try ForeignFiles(["h.csv": "hidden_layers,size,test_acc\n64 64,10,0.5\n64,10,0.25\n"]).read()
    #expect(histories.models.map(\.name) == ["64-64", "64"] && histories.models.map(\.hidden) == [[64, 64], [64]])
  }

  @Test func unpairedReplicates() throws {
    let text = "model,size,seed,test_acc\na,10,1,0.5\na,10,2,0.5\nb,10,3,0.5\nb,10,4,0.5\n"
    #expect(try ForeignFiles(["h.csv": text]).read().runs.map(\.replicate) == ["1", "2", "3", "4"])
  }

  @Test func learningCurveOfScikitLearn() throws {
    let text = "model,size,fold,train_score,test_score\nknn,10,0,1.0,0.5\nknn,10,1,0.75,0.25\n"
    let histories = try ForeignFiles(["h.csv": text]).read()
    #expect(histories.runs.map { $0.test(.accuracy) } == [[0.5], [0.25]] && histories.program == nil)
    #expect(histories.notes.contains("The scores of test data are taken as accuracy, as all are from 0 to 1."))
    let mapped = try ForeignFiles(["h.csv": text]).read {
      $0.columns = ["test_r2": "test_score", "train_r2": "train_score"]
    }
    #expect(mapped.metrics == [.r2])
    let negative = try ForeignFiles(["h.csv": "model,size,test_score\nknn,10,-0.5\n"]).refusal()
    #expect(negative.contains("no accuracies") && negative.contains("--map test_r2=test_score"))
    // The way out keeps the train curve, too.
    let both = try ForeignFiles(["h.csv": "model,size,train_score,test_score\nknn,10,0.9,-0.5\nknn,20,0.9,0.5\n"])
    let refusal = try both.refusal()
    #expect(refusal.hasSuffix("as in --map train_r2=train_score --map test_r2=test_score"), "\(refusal)")
    let understood = try both.read { request in
      for match in refusal.matches(of: /--map (\w+)=(\w+)/) { request.columns[String(match.1)] = String(match.2) }
    }
    #expect(understood.runs[0].history[0].train[.r2] == 0.9)
  }

  /// Seconds and updates are counted from the beginning of a run; those of each epoch are added up.
  @Test func secondsAndUpdates() throws {
    func history(_ rows: String...) throws -> ForeignHistories {
      try ForeignFiles(["h.csv": table("model,size,epoch,updates,seconds,test_acc", rows)]).read()
    }
    for histories in [
      try history("a,10,1,4,1.5,0.5", "a,10,2,8,2.5,0.5", "a,10,3,12,4,0.5"),
      try history("a,10,1,4,1.5,0.5", "a,10,2,4,1,0.5", "a,10,3,4,1.5,0.5"),
    ] {
      #expect(histories.runs[0].history.map(\.updates) == [4, 8, 12])
      #expect(histories.runs[0].history.map(\.seconds) == [1.5, 2.5, 4])
    }
  }

  // MARK: Numbers of epochs

  private func epochs(_ epochs: [[Int]]) throws -> ForeignHistories {
    let rows = epochs.enumerated().flatMap { run, epochs in epochs.map { "a,10,\(run),\($0),0.\($0 + 1)" } }
    return try ForeignFiles(["h.csv": table("model,size,seed,epoch,test_acc", rows)]).read()
  }

  @Test func epochsFromZero() throws {
    let histories = try epochs([[0, 1, 2], [0, 1]])
    #expect(histories.runs.map { $0.history.map(\.epoch) } == [[1, 2, 3], [1, 2]])
    #expect(histories.runs[0].test(.accuracy) == [0.1, 0.2, 0.3])
    #expect(histories.notes.contains("Epochs are counted from 0; they are 1, 2, … here."))
  }

  @Test func evenlySpacedEpochs() throws {
    let histories = try epochs([[10, 20, 30], [10, 20]])
    #expect(histories.runs.map { $0.history.map(\.epoch) } == [[1, 2, 3], [1, 2]])
    #expect(histories.remarks.contains("epochs 10, 20, 30, … are counted as 1, 2, 3, …"))
  }

  /// A run that begins later than others has a gap at its beginning.
  @Test func laterBeginnings() throws {
    let histories = try epochs([[10, 20], [20, 30]])
    #expect(histories.runs.count == 1 && histories.runs[0].history.count == 2)
    #expect(
      histories.remarks.count == 2 && histories.remarks.contains { $0.hasPrefix("epochs 10, 20, 30") },
      "\(histories.remarks)")
    #expect(
      try ForeignFiles(["h.csv": "model,size,epoch,test_acc\na,1,5,0.5\na,1,6,0.5\n"]).refusal()
        == "h.csv:2: the history begins with epoch 5, where epochs should be counted from 0 or 1")
  }

  @Test func oneEpochOfEachRunIsItsEnd() throws {
    let histories = try epochs([[17], [23]])
    #expect(histories.runs.allSatisfy { !$0.hasEpochs && $0.history.count == 1 })
  }
}
