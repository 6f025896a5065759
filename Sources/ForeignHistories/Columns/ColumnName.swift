import Datasets
import NeuralNetwork
import Study

/// The name of a column, taken apart: what it may mean whatever the case of its letters and the signs between its words.
struct ColumnName {
  /// The words in lower case, with `_` between them.
  let text: String
  private let words: [Substring]
  /// Whether it says that values are in percent.
  let isOfPercent: Bool

  /// Words that say so.
  private static let percent: Set<Substring> = ["pct", "percent"]

  init(_ name: String) {
    var text = ""
    var previous: Character?
    for character in name.prefix(200) {
      guard character.isLetter || character.isNumber else {
        if previous != "_", previous != nil { text.append("_") }
        previous = previous == nil ? nil : "_"
        continue
      }
      // trainLoss is two words.
      if character.isUppercase, let last = previous, last.isLowercase { text.append("_") }
      text += character.lowercased()
      previous = character
    }
    while text.hasSuffix("_") { text.removeLast() }
    self.text = text
    words = text.split(separator: "_")
    isOfPercent = name.contains("%") || words.contains(where: Self.percent.contains)
  }

  /// The columns of Fathom's tables with the draws of crossed replicates: those of the data, and of the initial weights.
  static let draws = [ReplicateDraws.columns.data, ReplicateDraws.columns.initialWeights]

  /// Columns of hidden layers in which a number alone is that of layers; in others it is the width of one.
  private static let layerCounts = [
    "hidden_layers", "n_hidden_layers", "num_hidden_layers", "n_layers", "num_layers", "depth", "layers",
  ]

  /// Columns that are taken for the units of hidden layers if they hold nothing but whole numbers, or lists of them.
  private static let layerUnits = [
    "width", "widths", "units", "n_units", "num_units", "hidden_size", "hidden_width", "hidden_dim", "layer_width",
    "layer_size", "layer_sizes",
  ]

  /// Whether a column called so may hold other things than hidden layers.
  var mayBeOfLayers: Bool { Self.layerUnits.contains(text) || text == "layers" }

  /// Whether a number alone in a column of hidden layers that is called so is that of layers.
  var isOfLayerCounts: Bool { Self.layerCounts.contains(text) }

  /// Columns of replicates that are folds or samples of the same data.
  private static let partsOfData = [
    "fold", "cv_fold", "kfold", "k_fold", "outer_fold", "foldid", "cv_split", "cv_repeat", "bootstrap",
    "bootstrap_sample", "resample",
  ]

  /// What may follow the name of a column of replicates, as in `fold_id` and `split_no`.
  private static let counters: Set<Substring> = ["id", "no", "nr", "num", "number", "index", "idx"]

  /// The name without a word that says that it counts; nil if it has none.
  private var counted: String? {
    guard words.count > 1, let last = words.last, Self.counters.contains(last) else { return nil }
    return words.dropLast().joined(separator: "_")
  }

  /// Whether replicates that a column called so tells apart are of the same data, so that they share training samples.
  var isOfPartsOfData: Bool {
    let name = counted ?? text
    return name == "split" || name == "cv" || Self.partsOfData.contains(name)
  }

  /// Whether a column called so may hold yes and no.
  var mayBeSwitch: Bool { text == "bootstrap" }

  /// What single columns are called, the likeliest name first.
  private static let fields: [(field: Field, names: [String])] = [
    (
      .model,
      [
        "model", "net", "network", "arch", "architecture", "learner", "estimator", "classifier", "regressor",
        "algorithm", "method", "model_name", "name",
      ]
    ),
    (
      .size,
      [
        "size", "n_train", "train_size", "train_sizes", "training_size", "training_set_size", "train_samples",
        "num_train", "n_samples", "num_samples", "samples", "sample_size", "anchor", "n", "ntrain",
      ]
    ),
    (
      .replicate,
      [
        "replicate", "seed", "random_state", "random_seed", "rng_seed", "repeat", "repetition", "replication", "rep",
      ] + partsOfData
    ),
    (.run, ["run", "trial", "run_id", "trial_id", "run_name", "run_number"]),
    (.epoch, ["epoch", "epochs", "epoch_number", "iteration", "iter"]),
    (.step, ["step", "global_step", "trainer_global_step"]),
    (
      .hidden,
      ["hidden_layers", "hidden", "hidden_layer_sizes", "hidden_sizes", "hidden_units"] + layerUnits + layerCounts
    ),
    (
      .parameters,
      ["parameters", "params", "n_params", "num_params", "n_parameters", "num_parameters", "trainable_params"]
    ),
    (.seconds, ["seconds", "elapsed", "elapsed_seconds", "time_elapsed", "fit_time", "time"]),
    (.updates, ["updates", "n_updates", "num_updates"]),
    (.part, ["split", "part", "phase", "subset", "partition", "dataset_split"]),
    (.quantity, ["quantity", "metric", "tag", "measure", "key", "metric_name", "variable"]), (.value, ["value"]),
    (.status, ["status"]), (.rule, ["rule"]), (.threshold, ["threshold"]), (.stoppedEpoch, ["stopped_epoch"]),
  ]

  /// The field that a column of this name is likely to hold, and how far down the list of its names this one stands.
  var field: (field: Field, rank: Int)? {
    for (field, names) in Self.fields {
      if let rank = names.firstIndex(of: text) { return (field, rank) }
    }
    if isLikelyReplicate { return (.replicate, Int.max - 1) }
    guard let counted else { return nil }
    if counted == "split" { return (.replicate, Int.max) }
    for (field, names) in Self.fields where field == .replicate || field == .run {
      if let rank = names.firstIndex(of: counted) { return (field, names.count + rank) }
    }
    return nil
  }

  /// What is measured, if the name says that; smaller ranks are preferred among several names of one thing: the mean over an
  /// epoch, then a name without that, then the value of one step.
  var measurement: (measurement: Measurement, rank: Int)? {
    var words = words.filter { !Self.percent.contains($0) }
    var rank = 1
    if words.count > 1, words.last == "epoch" || words.first == "epoch" {
      if words.last == "epoch" { words.removeLast() } else { words.removeFirst() }
      rank = 0
    } else if words.count > 1, words.last == "step" {
      words.removeLast()
      rank = 2
    }
    func named(_ words: [Substring]) -> Quantity? {
      var quantity = Quantity.named(words.joined(separator: "_"))
      quantity?.isPercent = isOfPercent
      return quantity
    }
    if let quantity = named(words) { return (Measurement(part: nil, quantity: quantity), rank) }
    for place in [words.startIndex, words.endIndex - 1] where words.count > 1 {
      guard let part = Part.words[String(words[place])] else { continue }
      var others = words
      others.remove(at: place)
      if let quantity = named(others) { return (Measurement(part: part, quantity: quantity), rank) }
    }
    return nil
  }

  /// Whether a column called so is likely to tell replicates apart, alone or with others: a seed of something, such as
  /// `data_seed`, or another word for a repetition.
  var isLikelyReplicate: Bool {
    ["rng", "replica", "cv"].contains(text)
      || words.count == 2 && (words.first == "seed" || words.last == "seed") && counted == nil
        && !["random_seed", "rng_seed"].contains(text)
  }

  /// What programs and schedulers note of each run, whatever its settings are.
  private static let notesOfRuns: Set = [
    "best_epoch", "best_step", "stopped_epoch", "stop_epoch", "stopping_epoch", "last_epoch", "final_epoch", "host",
    "hostname", "node", "node_name", "nodename", "gpu", "gpu_id", "gpu_index", "gpu_name", "cuda_device", "worker",
    "worker_id", "pid", "job_id", "slurm_job_id", "run_time", "runtime", "wall_time", "walltime", "wall_clock",
    "train_time", "training_time", "total_time", "duration", "start_time", "end_time", "started_at", "finished_at",
    "created", "created_at", "date", "datetime", "timestamp",
  ]

  /// Whether a column called so says how or where a run went, and is no setting of it.
  var isNoteOfRun: Bool { Self.notesOfRuns.contains(text) }

  /// Whether it is, to the letter, what Fathom calls something measured, which says more than another name for it.
  func isExactly(_ measurement: Measurement) -> Bool { text == Field.measured(measurement.slot).name }

  /// Whether the name is of a metric on a part of the data that is not known, and so of no setting.
  var isOtherMetric: Bool {
    let words = words.filter { !Self.percent.contains($0) }
    return [words.dropFirst(), words.dropLast()].contains { others in
      !others.isEmpty && Quantity.unknown.contains(others.joined(separator: "_"))
    } && [words.first, words.last].contains { $0.map { Part.words[String($0)] != nil } ?? false }
  }

  /// Whether a column called so may say how runs ended.
  var isOfStatus: Bool { ["state", "status", "run_state", "run_status"].contains(text) }

  /// What trackers and schedulers call runs that did not get to their end.
  static let failures: Set = [
    "crashed", "crash", "failed", "fail", "failure", "killed", "cancelled", "canceled", "aborted", "error", "timeout",
    "oom", "preempted", "interrupted", "incomplete",
  ]

  /// What they call runs that have not got to their end, for these reasons or others.
  static let unfinished = failures.union(["running", "pruned", "stopped", "paused", "pending", "queued", "unfinished"])

  /// Whether the name is of a difference between parts, which follows from what is measured.
  var isGap: Bool { words.last == "gap" || words.first == "gap" }
}

/// What a column, or a word between braces of a pattern, is about.
enum Field: Hashable {
  case model, size, replicate, epoch, step, hidden, parameters, seconds, updates, part, quantity, value
  case status, rule, threshold, stoppedEpoch
  /// A number or name of a run, which is the replicate if nothing else is.
  case run
  case measured(Measurement)
  case setting(String)

  /// What users call the fields that they can name.
  static let named: [(name: String, field: Field)] = [
    ("model", .model), ("size", .size), ("replicate", .replicate), ("epoch", .epoch), ("hidden_layers", .hidden),
    ("parameters", .parameters), ("seconds", .seconds), ("updates", .updates), ("split", .part),
    ("quantity", .quantity), ("value", .value),
  ]

  /// The field that a user calls so, by any of the names that columns may have; something measured; or else a setting.
  init(named name: String) {
    let words = ColumnName(name)
    // Who names a column by its own name keeps it a setting.
    if words.mayBeOfLayers {
      self = .setting(name)
    } else if let field = words.field?.field, let known = Self.named.first(where: { $0.field == field })?.field {
      self = known
    } else if words.field?.field == .run {
      self = .replicate
    } else if let measurement = words.measurement?.measurement {
      self = .measured(measurement)
    } else {
      self = .setting(name)
    }
  }

  /// What users can name, as it is spelt usually: the fields above, and losses and metrics of each part of the data.
  private static let spellings =
    named.map(\.name)
    + ["loss", "acc", "error", "mse", "score"].flatMap(ofParts) + Metric.all.map(\.columnName).flatMap(ofParts)

  private static func ofParts(_ name: String) -> [String] {
    [name] + ["train", "val", "validation", "test"].map { "\($0)_\(name)" }
  }

  /// The field that `name`, which is none, is a misspelling of, by one letter; nil if it is none and so a setting. Short
  /// names are near to others by chance (`mode`, `side`), and numbers are no slips (`model2`).
  static func misspelt(_ name: String, among names: [String] = spellings) -> String? {
    let text = ColumnName(name).text
    guard text.count >= 5 else { return nil }
    return names.first {
      Suggestion.distance(text, $0) <= 1 && text.filter(\.isNumber) == $0.filter(\.isNumber)
    }
  }

  /// The name for users.
  var name: String {
    switch self {
    case .setting(let key): key
    case .measured(let measurement): (measurement.part.map { "\($0.name)_" } ?? "") + measurement.quantity.name
    case .stoppedEpoch: "stopped_epoch"
    default: Self.named.first { $0.field == self }?.name ?? "\(self)"
    }
  }
}
