import Datasets

extension StudyFile {
  /// The names that keys and values of study files have for a word of other tools, the likeliest first; none for others.
  public static func names(meantBy word: String) -> [String] { ForeignName.known(word) }
}

/// What keys and values of a study file are called in other tools.
enum ForeignName {
  /// The names here that a word may mean, the likeliest first; words in lower case with `-`.
  static let ours: [String: [String]] = [
    // Keys.
    "lr": ["learning-rate"], "eta": ["learning-rate"], "learning-rate-init": ["learning-rate"],
    "optimizer": ["optimiser"], "solver": ["optimiser"], "weight-decay": ["weight-decay", "l2"], "alpha": ["l2"],
    "wd": ["l2", "weight-decay"], "dropout-rate": ["dropout"], "drop-rate": ["dropout"], "drop-prob": ["dropout"],
    "drop-out": ["dropout"], "input-dropout-rate": ["input-dropout"], "dropout-input": ["input-dropout"],
    "class-weight": ["class-weights"], "output-activation": ["output"], "out-activation": ["output"],
    "lr-scheduler": ["schedule"], "scheduler": ["schedule"], "lr-schedule": ["schedule"],
    "learning-rate-schedule": ["schedule"], "lr-decay": ["decay"], "learning-rate-decay": ["decay"],
    "warmup": ["warm-up"], "warmup-epochs": ["warm-up"], "n-warmup-epochs": ["warm-up"],
    "regularisation": ["l2"], "regularization": ["l2"], "batch-size": ["batch"], "bs": ["batch"],
    "max-iter": ["epochs"], "n-epochs": ["epochs"], "num-epochs": ["epochs"], "max-epochs": ["epochs"],
    "patience": ["epochs", "patience"], "min-delta": ["threshold"], "delta": ["threshold"], "tol": ["threshold"],
    "criterion": ["loss"], "objective": ["loss"], "loss-function": ["loss"], "gamma": ["decay", "factor", "gamma"],
    "hidden-layer-sizes": ["hidden", "models"], "hidden-layers": ["hidden", "models"], "layers": ["hidden", "models"],
    "units": ["hidden", "models"], "architecture": ["hidden", "models"], "networks": ["models"],
    "initializer": ["initialiser"], "kernel-initializer": ["initialiser"], "init": ["initialiser"],
    "bias-initializer": ["bias-initialiser"], "nonlinearity": ["activation"], "dtype": ["precision"],
    "y": ["target", "true"], "na": ["missing-values"],
    "early-stopping": ["stopping", "patience"], "random-state": ["seed"], "random-seed": ["seed"],
    "repeats": ["replicates"], "n-repeats": ["replicates"], "repetitions": ["replicates"], "runs": ["replicates"],
    "seeds": ["replicates"], "train-sizes": ["sizes"], "train-size": ["sizes"], "n-train": ["sizes"],
    "test-size": ["test"], "test-split": ["test"], "val": ["validation"], "val-size": ["validation"],
    "validation-split": ["validation"], "validation-size": ["validation"], "dataset": ["data", "source"],
    "file": ["path"], "label": ["target"], "label-column": ["target"], "target-column": ["target"],
    "sep": ["delimiter"], "separator": ["delimiter"], "delim": ["delimiter"], "na-values": ["missing-values"],
    "usecols": ["features"], "columns": ["features", "map"], "index-col": ["ignore"], "exclude": ["ignore"],
    "drop-columns": ["ignore"], "group": ["groups"], "group-column": ["groups"], "test-file": ["test"],
    "test-path": ["test"], "start-from-epoch": ["from-epoch"], "start-epoch": ["from-epoch"],
    "scaling": ["scale"], "normalize": ["scale"], "normalise": ["scale"], "scaler": ["scale"], "grid": ["vary"],
    "sweep": ["vary"], "param-grid": ["vary"], "metric": ["metrics"], "scoring": ["metrics"],
    "batch-norm": ["normalisation"], "batchnorm": ["normalisation"], "batch-normalization": ["normalisation"],
    "layer-norm": ["normalisation", "layer"], "layernorm": ["normalisation", "layer"],
    "layer-normalization": ["normalisation", "layer"], "layer-normalisation": ["normalisation", "layer"],
    "nesterov": ["optimiser"], "use-nesterov": ["optimiser"], "early-stop": ["stopping"], "stop": ["stopping"],
    "stopping-rule": ["stopping"], "stopping-rules": ["stopping"], "callbacks": ["stopping"],
    "n-layers": ["depths", "hidden"],
    "num-layers": ["depths", "hidden"], "hidden-units": ["hidden", "models"], "hidden-size": ["hidden", "models"],
    "num-units": ["hidden", "models"], "hidden-sizes": ["hidden", "models"], "model": ["models"], "lambda": ["l2"],
    "reg": ["l2"], "reg-lambda": ["l2"], "l2-reg": ["l2"], "l2-regularization": ["l2"], "l2-penalty": ["l2"],
    "kernel-regularizer": ["l2"], "eps": ["epsilon"], "adam-epsilon": ["epsilon"], "beta-1": ["beta1"],
    "beta-2": ["beta2"],
    "cv": ["replicates"], "n-splits": ["replicates"], "k-folds": ["replicates"], "test-fraction": ["test"],
    "holdout": ["test"], "target-col": ["target"], "label-col": ["target"], "class-column": ["target"],
    "filename": ["path"], "filepath": ["path"], "file-path": ["path"], "data-path": ["path"],
    "na-value": ["missing-values"],
    "na-strings": ["missing-values"], "null-values": ["missing-values"], "fillna": ["missing"], "imputer": ["missing"],
    "imputation": ["missing"], "na-action": ["missing"], "decimal-separator": ["decimal"], "dec": ["decimal"],
    "has-header": ["header"], "col-names": ["header"], "cat-features": ["categorical"],
    "categorical-features": ["categorical"], "categorical-columns": ["categorical"], "categories": ["categorical"],
    "factors": ["categorical"], "feature-columns": ["features"], "feature-cols": ["features"], "subject": ["groups"],
    "group-col": ["groups"], "noise-level": ["noise"], "noisy-labels": ["label-noise"],
    "n-samples": ["samples", "sizes"],
    "num-samples": ["samples", "sizes"], "plots": ["figures"], "plot": ["figures"],
    "activation-function": ["activation"], "act": ["activation"], "hidden-activation": ["activation"],
    "min-epochs": ["from-epoch"], "minimum-epochs": ["from-epoch"], "epoch": ["epochs"], "num-iterations": ["epochs"],
    "mapping": ["map"], "rename": ["map"], "regex": ["pattern"], "glob": ["pattern"], "constants": ["set"],
    "norm": ["normalisation"], "normalization": ["normalisation"], "skips": ["residual"],
    "skip-connections": ["residual"], "shortcut": ["residual"], "resnet": ["residual"], "residuals": ["residual"],
    // Values.
    "val-loss": ["validation-loss"], "val-acc": ["validation-accuracy"], "val-accuracy": ["validation-accuracy"],
    "validation-acc": ["validation-accuracy"], "train-acc": ["train-accuracy"], "training-loss": ["train-loss"],
    "test-acc": ["accuracy", "validation-accuracy"], "test-accuracy": ["accuracy", "validation-accuracy"],
    "test-loss": ["validation-loss", "log-loss"], "all": ["full"],
    "mse": ["mean-squared-error", "rmse"], "mean-squared-error": ["rmse"], "root-mean-squared-error": ["rmse"],
    "mean-absolute-error": ["mae"], "r-squared": ["r2"], "rsquared": ["r2"], "r2-score": ["r2"], "r-2": ["r2"],
    "r^2": ["r2"], "coefficient-of-determination": ["r2"], "f1": ["macro-f1"], "f1-score": ["macro-f1"],
    "f1-macro": ["macro-f1"], "f-score": ["macro-f1"], "auc": ["roc-auc"], "roc": ["roc-auc"], "auroc": ["roc-auc"],
    "roc-auc-score": ["roc-auc"], "balanced-acc": ["balanced-accuracy"], "bacc": ["balanced-accuracy"],
    "recall": ["balanced-accuracy"], "macro-recall": ["balanced-accuracy"], "error": ["accuracy"],
    "error-rate": ["accuracy"], "crossentropy": ["cross-entropy", "log-loss"], "xent": ["cross-entropy", "log-loss"],
    "mean": ["impute"], "median": ["impute"], "mode": ["impute"], "most-frequent": ["impute"], "fill": ["impute"],
    "dropna": ["drop"], "skip": ["residual", "drop"], "remove": ["drop"], "omit": ["drop"], "na.omit": ["drop"],
    "ignore": ["drop"], "raise": ["refuse"], "fail": ["refuse"], "yes": ["true"], "on": ["true"], "no": ["false"],
    "off": ["false"], "0": ["true"], "none": ["false"], "comma": [","], "semicolon": [";"], "tabs": ["tab"],
    "pipe": ["|"],
    "bar": ["|"], "spaces": ["space"], "whitespace": ["space"], "point": ["."], "dot": ["."], "utf8": ["utf-8"],
    "utf-8-sig": ["utf-8"], "ascii": ["utf-8"], "utf-16-le": ["utf-16"], "utf-16-be": ["utf-16"],
    "iso-8859-1": ["latin-1"], "cp1252": ["latin-1"], "windows-1252": ["latin-1"], "ansi": ["latin-1"],
    "l2-loss": ["mean-squared-error"], "squared-error": ["mean-squared-error"],
    "nll-loss": ["cross-entropy", "log-loss"],
    "bce-with-logits": ["binary-cross-entropy"],
    "ce": ["cross-entropy", "log-loss"], "nll": ["cross-entropy", "log-loss"],
    "categorical-crossentropy": ["cross-entropy"],
    "sparse-categorical-crossentropy": ["cross-entropy"], "softmax": ["cross-entropy"],
    "log-loss": ["cross-entropy", "log-loss"], "neg-log-loss": ["log-loss"], "logloss": ["log-loss"],
    "cross-entropy": ["log-loss"], "acc": ["accuracy"], "accuracy-score": ["accuracy"],
    "bce": ["binary-cross-entropy"], "binary-crossentropy": ["binary-cross-entropy"],
    "logistic": ["sigmoid"], "linear": ["identity"], "identity": ["linear"], "gd": ["sgd"], "nag": ["nesterov"],
    "gelu": ["relu"],
    "leaky-relu": ["relu"], "elu": ["relu"], "selu": ["relu"], "silu": ["relu"], "swish": ["relu"], "relu6": ["relu"],
    "softplus": ["relu"], "leakyrelu": ["relu"], "prelu": ["relu"], "hard-sigmoid": ["sigmoid"],
    "cosine-annealing-lr": ["cosine"],
    "adam-w": ["adamw"], "rmsprop": ["adam"], "irprop": ["rprop"], "cosine-annealing": ["cosine"],
    "cosine-decay": ["cosine"],
    "gl": ["generalisation-loss"], "pq": ["progress-quotient"], "up": ["validation-up"],
    "generalization-loss": ["generalisation-loss"], "standard": ["standardise"], "zscore": ["standardise"],
    "z-score": ["standardise"], "standardize": ["standardise"], "minmax": ["unit"], "min-max": ["unit"],
    "center": ["centre"], "he": ["kaiming-normal"], "he-normal": ["kaiming-normal"], "he-uniform": ["kaiming-uniform"],
    "glorot": ["xavier-uniform"], "xavier": ["xavier-uniform"], "kaiming": ["kaiming-uniform"],
    "lecun-normal": ["kaiming-normal"], "lecun-uniform": ["kaiming-uniform"], "variance-scaling": ["kaiming-normal"],
    "glorot-normal": ["xavier-normal"], "glorot-uniform": ["xavier-uniform"], "float32": ["single"],
    "float": ["single"], "float64": ["double"], "fp32": ["single"], "fp64": ["double"], "f32": ["single"],
    "f64": ["double"],
    "32": ["single"], "64": ["double"], "half": ["single"], "fp16": ["single"], "float16": ["single"],
    "bfloat16": ["single"],
    "bf16": ["single"], "full-batch": ["full"], "fashion": ["fashion-mnist"],
    "ln": ["layer"], "fmnist": ["fashion-mnist"], "cifar": ["cifar-10"], "cifar10": ["cifar-10"],
    "two-moons": ["moons"],
  ]

  /// Words for what is not there, only something like it.
  private static let withoutEqual: Set = [
    "gelu", "leaky-relu", "leakyrelu", "elu", "selu", "silu", "swish", "relu6", "softplus", "prelu", "hard-sigmoid",
    "rmsprop", "lecun-normal", "lecun-uniform", "variance-scaling", "half", "fp16", "float16", "bfloat16", "bf16",
    "median",
  ]

  /// How to write what foreign keys stand for, by the name here, or by the foreign one where that says more than its name.
  static let examples = [
    "learning-rate": "training: {learning-rate: 0.1}", "optimiser": "training: {optimiser: adam}",
    "weight-decay": "training: {optimiser: adamw, weight-decay: 0.01}", "l2": "training: {l2: 0.0001}",
    "momentum": "training: {optimiser: momentum, momentum: 0.9}",
    "nesterov": "training: {optimiser: nesterov, momentum: 0.9}",
    "use-nesterov": "training: {optimiser: nesterov, momentum: 0.9}", "dropout": "training: {dropout: 0.5}",
    "batch": "training: {batch: 32}", "epochs": "training: {epochs: 100}",
    "patience": "stopping: [{rule: patience, epochs: 10}]", "schedule": "training: {schedule: cosine}",
    "loss": "training: {loss: cross-entropy}", "initialiser": "training: {initialiser: kaiming-normal}",
    "precision": "training: {precision: double}", "hidden": "models: {deep: {hidden: [64, 64]}}",
    "models": "models: {deep: {hidden: [64, 64]}}", "depths": "depths: {from: 1, to: 3, width: 64}",
    "stopping": "stopping: [{rule: patience, epochs: 10}]",
    "threshold": "stopping: [{rule: loss-change, threshold: 0.001}]",
    "from-epoch": "stopping: [{rule: patience, epochs: 10, from-epoch: 20}]", "metrics": "metrics: [accuracy]",
    "replicates": "replicates: 10", "vary": "vary: {learning-rate: [0.1, 0.01]}", "sizes": "sizes: [50, 100]",
    "scale": "data: {source: digits, scale: standardise}", "test": "data: {source: digits, test: 0.3}",
    "validation": "data: {source: digits, validation: 0.2}",
    "delimiter": "data: {source: csv, path: t.csv, delimiter: ';'}",
    "missing": "data: {source: csv, path: t.csv, missing: impute}",
    "missing-values": "data: {source: csv, path: t.csv, missing: impute, missing-values: ['', NA]}",
    "header": "data: {source: csv, path: t.csv, header: false}",
  ]

  /// The key of the whole file that an example begins with.
  static func root(of example: String) -> String { String(example.prefix { $0 != ":" }) }

  /// How to write a word that is a name here, too, besides meaning the key `name`, if that is no key of the section `root`:
  /// `patience` in `training` is no number of epochs there, but a rule.
  static func exampleElsewhere(of word: String, not name: String, root section: String) -> String? {
    guard let spelt = spellings(of: word).first, !section.isEmpty, name != spelt, ours[spelt]?.contains(spelt) == true,
      let example = examples[spelt], root(of: example) != section
    else { return nil }
    return example
  }

  /// What to say of words that no key or value stands for.
  static let answers = [
    "n-jobs": "the command takes it: fathom run --jobs 4", "jobs": "the command takes it: fathom run --jobs 4",
    "n-workers": "the command takes it: fathom run --jobs 4",
    "num-workers": "the command takes it: fathom run --jobs 4",
    "workers": "the command takes it: fathom run --jobs 4",
    "verbose": "the command takes it: fathom run --progress plain",
    "verbosity": "the command takes it: fathom run --progress plain",
    "output-dir": "the command takes it: fathom run -o DIR", "out-dir": "the command takes it: fathom run -o DIR",
    "restore-best-weights": "leave it out: the rule patience always reports the best epoch",
    "restore-best": "leave it out: the rule patience always reports the best epoch",
    "shuffle": "leave it out: every epoch takes the samples in a new order",
    "device": "leave it out: networks are trained on the processor",
    "gpu": "leave it out: networks are trained on the processor",
    "cuda": "leave it out: networks are trained on the processor",
    "random-normal": "write normal(0,0.05), the mean and the standard deviation",
    "truncated-normal": "write normal(0,0.05), the mean and the standard deviation",
    "random-uniform": "write uniform(-0.05,0.05), the two ends", "zeros": "write constant(0)",
    "ones": "write constant(1)",
    "step-lr": "write schedule: {step: 30, factor: 0.1}", "steplr": "write schedule: {step: 30, factor: 0.1}",
    "multi-step-lr": "write schedule: {step: 30, factor: 0.1}",
    "exponential-lr": "write decay: 0.95, a factor after each epoch",
    "exponential-decay": "write decay: 0.95, a factor after each epoch",
    "exponential": "write decay: 0.95, a factor after each epoch",
  ]

  /// How names here would spell the same word, the likeliest first: `HeNormal`, `he_normal_` and `nn.init.he_normal` are
  /// `he-normal`, `Adam(lr=0.1)` is `adam`, and `MSELoss` also `mse`.
  static func spellings(of word: String) -> [String] {
    let named = word.prefix { $0 != "(" }
    let last = named.contains(where: \.isLetter) ? named.split(separator: ".").last : nil
    let parts = [named] + [last].compactMap(\.self)
    let spelt = parts.flatMap { part in
      [
        part.lowercased(),
        part.replacing(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/) { match in
          "\(match.1 ?? match.3 ?? "")-\(match.2 ?? match.4 ?? "")"
        }.lowercased(),
      ]
    }.map { $0.split { "_- ".contains($0) }.joined(separator: "-") }
    let ending = "-loss"
    let shorter = spelt.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }
    return (spelt + shorter).reduce(into: []) { if !$1.isEmpty, !$0.contains($1) { $0.append($1) } }
  }

  /// How to write the key `name` that a foreign `word` stands for; nil if the name says it.
  static func example(of name: String, for word: String) -> String? {
    spellings(of: word).lazy.compactMap { examples[$0] }.first ?? examples[name]
  }

  /// What to say of a word that no key or value stands for; nil if it is not known.
  static func answer(to word: String) -> String? { spellings(of: word).lazy.compactMap { answers[$0] }.first }

  /// What to say of a value that is none of `names`: which of them it may stand for, or what else it is called. Nil if neither
  /// is known.
  static func hint(on text: String, among names: [String]) -> String? {
    if let name = known(text).first(where: names.contains) {
      let isOther = spellings(of: text).contains(where: withoutEqual.contains)
      return isOther ? "there is no \(text) here; the nearest is \(name)" : "did you mean \(name)?"
    }
    let ofValidation = spellings(of: text).map {
      "validation-" + ($0.hasPrefix("test-") ? String($0.dropFirst(5)) : $0)
    }
    if let name = ofValidation.first(where: names.contains) { return "did you mean \(name)?" }
    if let answer = answer(to: text) { return answer }
    if let name = measure(text).first(where: names.contains) { return "did you mean \(name)?" }
    if let name = Suggestion.nearest(to: text, among: names) { return "did you mean \(name)?" }
    return ours[spellings(of: text).first ?? ""]?.lazy.compactMap { examples[$0] }.first.map { "write \($0)" }
  }

  /// What a measure of a part of the data may be called here, e.g. `validation-f1` `validation-macro-f1`.
  private static func measure(_ text: String) -> [String] {
    for part in ["train", "validation", "val", "training"] {
      guard let spelling = spellings(of: text).first(where: { $0.hasPrefix(part + "-") }) else { continue }
      let own = part.hasPrefix("val") ? "validation" : "train"
      return known(String(spelling.dropFirst(part.count + 1))).map { "\(own)-\($0)" }
    }
    return []
  }

  /// What `word` is called here, if that is among `candidates`; otherwise the nearest of them.
  static func meant(by word: String, among candidates: [String]) -> String? {
    known(word).first(where: candidates.contains) ?? Suggestion.nearest(to: word, among: candidates)
  }

  /// All names here that `word` may mean, whether or not they are allowed in its place.
  static func known(_ word: String) -> [String] {
    let spellings = spellings(of: word)
    return (spellings.lazy.compactMap { ours[$0] }.first ?? []) + spellings.filter { $0 != word }
  }
}
