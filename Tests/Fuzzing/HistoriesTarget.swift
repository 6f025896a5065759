import Datasets
import ForeignHistories
public import Foundation
import NeuralNetwork
import StudyFile

/// Histories of other programs: tables, logs, exports, the two files of LCDB, and import files.
public struct HistoriesTarget: FuzzTarget {
  public static let name = "histories"
  /// The largest files that are read have 100,000 rows of as many runs, which take two seconds.
  public static let secondsACase = 10
  private let folder: ReaderFolder

  private struct Sample {
    var name: String
    var text: String
    var change: @Sendable (inout ImportRequest) -> Void = { _ in }
    /// Another file that is read with it.
    var partner: String?
  }

  private static let samples = [
    Sample(
      name: "long.csv",
      text: "model,hidden_layers,parameters,size,seed,lr,epoch,train_loss,val_loss,test_acc,seconds\n"
        + "deep,\"[8, 8]\",150,20,1,0.1,1,2.5,2.6,0.25,0.1\ndeep,\"[8, 8]\",150,20,1,0.1,2,1.5,1.75,0.5,0.2\n"
        + "wide,(16),200,40,2,0.01,1,nan,,,\nwide,(16),200,40,1,0.1,1,3,3.5,1.25e-1,0.3\n"),
    Sample(
      name: "trials.tsv",
      text: "model\tsize\treplicate\trule\tthreshold\tstatus\tepoch\tstopped_epoch\ttrain_mse\ttest_mse\ttest_r2\n"
        + "a\t10\t1\tpatience\t0.5\tok\t3\t4\t1\t2.25\t0.5\na\t10\t1\tnone\t\tdiverged\t\t\t\t\t\n"),
    Sample(
      name: "keras-n10.csv", text: "epoch,accuracy,loss,val_accuracy,val_loss\n0,50,2.5,12.5,3\n1,75,1.5,25,2\n",
      change: { $0.pattern = "{model}-n{size}.csv" }),
    Sample(
      name: "metrics.csv",
      text: "epoch;step;train_loss_step;train_loss;val_err\n0;1;2,5;;\n0;3;;;0,75\n0;3;;2;\n1;5;;1,5;0,5\n",
      change: { $0.constants = ["size": "10"] }),
    Sample(
      name: "wandb.csv",
      text:
        "\"Step\",\"a-10-1 - val_acc\",\"a-10-1 - val_acc__MIN\",\"b-20-1 - val_acc\"\n\"5\",\"0.5\",\"0.5\",\"0.125\"\n"
        + "\"10\",\"0.75\",\"0.5\",\"0.25\"\n",
      change: { $0.pattern = "{model}-{size}-{replicate}" }),
    Sample(
      name: "run-a-10-1_test-tag-epoch_accuracy.csv", text: "Wall time,Step,Value\n1.5,0,0.5\n2.5,1,0.75\n",
      change: { $0.pattern = "run-{model}-{size}-{replicate}_{split}-tag-{quantity}.csv" }),
    Sample(
      name: "rows.jsonl",
      text: "{\"net\": \"a\", \"n\": 10, \"fold\": 1, \"train_score\": 1.0, \"test_score\": 0.5}\n"
        + "{\"net\": \"b\", \"n\": 1e1, \"fold\": \"\\u00e9\\n\", \"test_score\": NaN, \"x\": [1, null]}\n"
        + "{\"net\": \"b\", \"n\": 10, \"fold\": 2, \"test_score\": 0.25}\n"),
    Sample(
      name: "history.json", text: "{\"loss\": [2, 1], \"val_loss\": [3, 2.5], \"val_auc\": [0.5, 0.75]}",
      change: { $0.constants = ["size": "10"] }),
    Sample(
      name: "scores.json",
      text: "[[[[0.25,0.5,0.75],[null,null,null]],[[0.1,0.2,0.3],[null,null,null]]],"
        + "[[[0,0,0],[1,1,1]],[[0,0,0],[0.5,null,0]]]]", partner: "names.json"),
    Sample(
      name: "names.json", text: "{\"learners\": [\"SVM\", \"Tree\"], \"anchors\": [16, 32], \"dims\": \"\"}",
      partner: "scores.json"),
    Sample(
      name: "import.yaml",
      text:
        "files: long.csv\nmap: {size: size, learning-rate: lr}\nmodels: {wide: {hidden: [16]}}\nmetrics: [accuracy]\n"
        + "stopping: [{rule: patience, epochs: [2, 3]}]\npaired: true\ntrained-by: PyTorch\n"),
  ]

  public init(in folder: URL) throws {
    self.folder = try ReaderFolder(folder, Self.samples.map { ($0.name, Array($0.text.utf8)) })
  }

  public let goodFiles = samples.enumerated().map { slot, sample in
    GoodFile(FuzzInput(slot: slot, sample.text), headerLength: min(sample.text.utf8.count, 24))
  }

  /// Many rows, columns, levels and braces; numbers at the ends of what there is.
  public var craftedFiles: [() -> FuzzInput] {
    let header = "model,size,seed,epoch,test_acc\n"
    return [
      { FuzzInput(header + (0..<100_000).map { "a,10,\($0),1,0.5\n" }.joined()) },
      { FuzzInput(header + (0..<100_000).map { "a,10,1,\($0),0.5\n" }.joined()) },
      { FuzzInput(header + "a,999999999999,1,1,0.5\na,1e400,1,1,0.5\n") },
      { FuzzInput(header + "a,10,1,1e15,0.5\na,10,1,9e14,0.5\n") },
      { FuzzInput(header + "a,10,1,0.1,0.5\na,10,1,0.2,0.5\na,10,1,0.30000000000000004,0.5\n") },
      { FuzzInput(String(repeating: ",", count: 60_000) + "\n") },
      { FuzzInput(SampleFiles.gzippedZeros(30 << 20)) },
      { FuzzInput(slot: 8, String(repeating: "[", count: 100_000)) },
      { FuzzInput(slot: 8, "[" + (0..<100_000).map { _ in "[]" }.joined(separator: ",") + "]") },
      { FuzzInput(slot: 7, "{" + (0..<5000).map { "\"k\($0)\": [1]" }.joined(separator: ",") + "}") },
      { FuzzInput(slot: 6, "{\"net\": \"\\ud800\\ud800\"}") },
    ]
  }

  public var path: String { folder.path }

  public func mutate(_ input: FuzzInput, with mutator: inout ByteMutator) -> FuzzInput {
    let changed = mutator.mutatedText(input.bytes)
    return FuzzInput(slot: input.slot, mutator.below(12) == 0 ? SampleFiles.gzipped(changed) : changed)
  }

  public func read(_ input: FuzzInput) throws {
    try folder.put(input)
    let sample = Self.samples[input.slot]
    let path = folder.path + sample.name
    var request: ImportRequest
    if sample.name.hasSuffix(".yaml") {
      let text = try StudyFile.text(at: URL(filePath: path))
      request = try ImportRequest(importFile: text, path: path)
      let again = try ImportRequest(importFile: request.importFile, path: path)
      try UnsoundContent.unless(again == request, "its text does not read back equal: \(request.importFile)")
      // Only files of this folder.
      guard request.files == [folder.path + "long.csv"] else { return }
    } else {
      request = ImportRequest(files: [path] + (sample.partner.map { [folder.path + $0] } ?? []))
      sample.change(&request)
    }
    do {
      try request.read().checkSoundness()
    } catch let error as DataError where sample.name.hasSuffix(".yaml") && !error.message.contains(folder.path) {
      // What options say wrong has no file.
      return
    }
  }
}

extension ForeignHistories {
  /// Throws unless the runs are ones that can be analysed.
  fileprivate func checkSoundness() throws {
    try UnsoundContent.unless(!runs.isEmpty && !metrics.isEmpty, "it has no runs or metrics")
    try UnsoundContent.unless(digest.count == 64, "it has no digest")
    let names = Set(models.map(\.name))
    var seen: Set<[String]> = []
    for run in runs {
      try UnsoundContent.unless(names.contains(run.model) && run.size > 0, "a run is of no model or size")
      try UnsoundContent.unless(
        run.settings.count == settings.count
          && zip(run.settings, settings).allSatisfy { $0.isEmpty || $1.values.contains($0) }, "a run has other settings"
      )
      let key = [run.model, "\(run.size)", run.replicate.map { "=\($0)" } ?? ""] + run.settings
      try UnsoundContent.unless(seen.insert(key).inserted, "a run is there twice")
      try UnsoundContent.unless(run.diverged || !run.history.isEmpty, "a run has no history")
      try UnsoundContent.unless(run.hasEpochs || run.history.count <= 1, "a run without epochs has several")
      for (index, record) in run.history.enumerated() {
        try UnsoundContent.unless(record.epoch == index + 1, "an epoch is missing")
        try UnsoundContent.unless(record.seconds ?? 0 >= 0 && record.updates ?? 0 >= 0, "it went back in time")
        try UnsoundContent.unless(record.test[metrics[0]] != nil, "an epoch has no value of the first metric")
        for score in [record.train, record.validation ?? .unmeasured, record.test] {
          try UnsoundContent.unless(score.loss?.isFinite ?? true, "a loss is not finite")
          try UnsoundContent.unless(
            score.metrics.allSatisfy { metric in
              score[metric].map { $0.isFinite && metric.isPossible($0) } ?? false && metrics.contains(metric)
            }, "a metric is not possible")
        }
      }
    }
    let texts = notes + remarks
    try UnsoundContent.unless(
      texts.allSatisfy { text in !text.unicodeScalars.contains { $0.value < 32 } }, "a note has several lines")
  }
}
