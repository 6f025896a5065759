import ForeignHistories
import NeuralNetwork
import TestSupport
import Testing

/// Columns as MLflow and others call them, and names of runs in a column.
@Suite struct NamesTests {
  /// The same runs, exported by MLflow and written by hand.
  @Test func runsOfMLflow() throws {
    func rows(_ before: String, _ after: String) -> [String] {
      ["deep", "wide"].flatMap { model in
        ["0.1", "0.2"].flatMap { rate in
          (1...2).map { seed in
            "\(before.replacing("#", with: "\(model)\(rate)\(seed)"))0.\(seed + 4),\(rate),\(model),100,\(seed)\(after)"
          }
        }
      }
    }
    let exported = try ForeignFiles([
      "runs.csv": table(
        "run_id,experiment_id,status,artifact_uri,start_time,end_time,metrics.test_accuracy,params.lr,params.model,"
          + "params.n_train,params.seed,tags.mlflow.runName",
        rows("#,0,FINISHED,s3://#,2024-01-01,2024-01-02,", ",happy-#"))
    ]).read()
    let plain = try ForeignFiles(["runs.csv": table("test_accuracy,lr,model,n_train,seed", rows("", ""))]).read()
    #expect(exported.runs == plain.runs && exported.settings == plain.settings && exported.program == "MLflow")
    #expect(exported.settings.map(\.key) == ["lr"])
  }

  /// What the user names keeps its name.
  @Test func columnsOfMLflowCanBeNamed() throws {
    let files = try ForeignFiles([
      "runs.csv": table(
        "run_id,metrics.test_accuracy,params.net,params.count,params.seed", ["a,0.5,x,10,1", "b,0.6,x,10,2"])
    ])
    let histories = try files.read { $0.columns = ["model": "params.net", "size": "params.count"] }
    #expect(histories.models.map(\.name) == ["x"] && histories.runs.map(\.size) == [10, 10])
  }

  /// A row for each quantity, whatever the columns are called.
  @Test(arguments: ["key", "metric", "variable", "metric_name", "quantity"]) func longForm(_ name: String) throws {
    let rows = (1...2).flatMap { ["a,10,1,\($0),val_accuracy,0.\($0)", "a,10,1,\($0),train_loss,\(3 - $0)"] }
    let histories = try ForeignFiles(["h.csv": table("model,size,seed,epoch,\(name),value", rows)]).read()
    #expect(histories.runs.count == 1 && histories.runs[0].test(.accuracy) == [0.1, 0.2])
    #expect(histories.runs[0].history.map(\.train.loss) == [2, 1])
  }

  /// Scores whose sign scikit-learn has turned.
  @Test func negatedScores() throws {
    let rows = ["a,10,1,-4,-0.5", "a,10,2,-9,-0.25"]
    let histories = try ForeignFiles([
      "h.csv": table("model,size,fold,test_neg_mean_squared_error,test_neg_mean_absolute_error", rows)
    ]).read()
    #expect(
      histories.runs.map { $0.test(.rmse) } == [[2], [3]] && histories.runs.map { $0.test(.mae) } == [[0.5], [0.25]])
    #expect(histories.notes.count { $0.contains("sign is turned") } == 2)
    let hint = try ForeignFiles(["h.csv": table("model,size,fold,test_score", ["a,10,1,-4", "a,10,2,-9"])])
      .refusal()
    #expect(hint.contains("or --map test_neg_mean_squared_error=test_score"))
  }

  /// A pattern reads the values of a column as it reads the names of files.
  @Test func namesOfRunsInAColumn() throws {
    let pattern = "{model}-n{size}-s{replicate}"
    let runs = ["deep-n10-s3", "deep-n10-s4", "wide-net-n20-s3"]
    let lines = runs.enumerated().flatMap { run in (1...2).map { "\(run.element),\($0),0.\($0 + run.offset)" } }
    let histories = try ForeignFiles(["h.csv": table("run,epoch,val_acc", lines)]).read { $0.pattern = pattern }
    let files = try ForeignFiles(
      runs.enumerated().map { run in
        (name: "\(run.element).csv", text: table("epoch,val_acc", (1...2).map { "\($0),0.\($0 + run.offset)" }))
      }
    ).read { $0.pattern = pattern + ".csv" }
    #expect(histories.runs == files.runs && histories.models == files.models)
    #expect(histories.notes.contains("Column 'run' names the runs, as the pattern says."))
    let odd = try ForeignFiles(["h.csv": table("run,epoch,val_acc", lines + ["deep,1,0.5"])])
    #expect(
      try odd.refusal { $0.pattern = pattern }.hasPrefix(
        "h.csv:8: column 'run' has 'deep', which does not match the pattern"))
    let none = try ForeignFiles(["h.csv": table("id,epoch,val_acc", ["a,1,0.5"])])
    #expect(try none.refusal { $0.pattern = pattern }.hasPrefix("h.csv: does not match the pattern"))
  }

  /// Errors, or accuracies, of one run in percent and of another as shares are named, and both rows.
  @Test(arguments: ["test_error", "test_error_rate", "test_acc"]) func mixedScales(_ column: String) throws {
    func rows(_ factors: [Double]) -> [String] {
      factors.enumerated().flatMap { run in
        (1...3).map { "a,10,\(run.offset),\($0),\(run.element * (0.4 - 0.1 * Double($0)))" }
      }
    }
    let header = "model,size,seed,epoch,\(column)"
    let mixed = try ForeignFiles(["h.csv": table(header, rows([100, 100, 1, 100, 100, 100, 100, 100]))]).refusal()
    #expect(mixed.contains("h.csv:8") && mixed.contains("mixed"), "\(mixed)")
    for factor in [1.0, 100] {
      let runs = try ForeignFiles(["h.csv": table(header, rows([factor, factor, factor]))]).read().runs
      #expect(runs.count == 3)
    }
  }

  /// Small errors in percent, of many samples, stand beside large ones of few.
  @Test func errorsBelowOnePercent() throws {
    let rows = [(100, "15", "18"), (60000, "0.4", "0.9")].flatMap { size, one, other in
      ["cnn,\(size),1,\(one)", "cnn,\(size),2,\(one)", "mlp,\(size),1,\(other)", "mlp,\(size),2,\(other)"]
    }
    let runs = try ForeignFiles(["h.csv": table("model,size,seed,test_error", rows)]).read().runs
    #expect(abs((runs[2].test(.accuracy)[0] ?? 0) - 0.996) < 1e-12)
  }

  /// Widths are those of the hidden layers, by themselves or with their number beside them.
  @Test(arguments: ["width", "units", "hidden_size", "hidden_units"]) func widthsAreOfHiddenLayers(_ name: String)
    throws
  {
    let cells = [(16, 1), (16, 2), (32, 1), (32, 2)]
    let both = try ForeignFiles([
      "h.csv": table(
        "\(name),depth,size,seed,test_acc",
        cells.flatMap { width, depth in (1...2).map { "\(width),\(depth),9,\($0),0.5" } })
    ]).read()
    #expect(both.models.map(\.hidden) == [[16], [16, 16], [32], [32, 32]] && both.settings.isEmpty)
    let alone = try ForeignFiles([
      "h.csv": table(
        "model,\(name),size,seed,test_acc", ["a,16,9,1,0.5", "a,16,9,2,0.5", "b,32,9,1,0.5", "b,32,9,2,0.5"])
    ]).read()
    #expect(alone.models.map(\.hidden) == [[16], [32]] && alone.settings.isEmpty)
    if name != "hidden_units" {
      let kept = try ForeignFiles([
        "h.csv": table(
          "model,\(name),size,seed,test_acc", ["a,16,9,1,0.5", "a,16,9,2,0.5", "a,32,9,1,0.5", "a,32,9,2,0.5"])
      ]).read { $0.columns = [name: name] }
      #expect(kept.settings.map(\.key) == [name] && kept.models.map(\.hidden) == [nil])
    }
    #expect(alone.notes.contains { $0.hasPrefix("Column '\(name)' is the units of one hidden layer") })
  }

  /// Widths that no layer has, or that vary within a model, are settings.
  @Test(arguments: [["0.5", "1.0"], ["16", "32"], ["narrow", "wide"]]) func otherWidthsAreSettings(_ values: [String])
    throws
  {
    let rows = ["a", "b"].flatMap { model in values.flatMap { value in (1...2).map { "\(model),\(value),9,\($0),0.5" } }
    }
    let histories = try ForeignFiles(["h.csv": table("model,width,size,seed,test_acc", rows)]).read()
    #expect(histories.settings.map(\.key) == ["width"] && histories.models.allSatisfy { $0.hidden == nil })
  }

  /// Measurements at steps are known as such.
  @Test func epochsAtSteps() throws {
    func read(_ epochs: [Int]) throws -> String? {
      try ForeignFiles(["h.csv": table("model,size,seed,epoch,val_acc", epochs.map { "a,9,1,\($0),0.5" })]).read()
        .measuredEpochs
    }
    #expect(try read([10, 20, 30]) == "10, 20, 30, …" && read([0, 5, 10]) == "0, 5, 10, …")
    #expect(try read([1, 2, 3]) == nil && read([0, 1, 2]) == nil)
  }
}
