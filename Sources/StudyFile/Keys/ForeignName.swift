import Datasets

/// What keys and values of a study file are called in other tools.
enum ForeignName {
  /// The names here that a word may mean, the likeliest first; words in lower case with `-`.
  private static let ours: [String: [String]] = [
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
    "early-stopping": ["stopping", "patience"], "random-state": ["seed"], "random-seed": ["seed"],
    "repeats": ["replicates"], "n-repeats": ["replicates"], "repetitions": ["replicates"], "runs": ["replicates"],
    "seeds": ["replicates"], "train-sizes": ["sizes"], "train-size": ["sizes"], "n-train": ["sizes"],
    "test-size": ["test"], "test-split": ["test"], "val": ["validation"], "val-size": ["validation"],
    "validation-split": ["validation"], "validation-size": ["validation"], "dataset": ["data", "source"],
    "file": ["path"], "label": ["target"], "label-column": ["target"], "target-column": ["target"],
    "sep": ["delimiter"], "separator": ["delimiter"], "delim": ["delimiter"], "na-values": ["missing-values"],
    "usecols": ["features"], "columns": ["features"], "index-col": ["ignore"], "exclude": ["ignore"],
    "drop-columns": ["ignore"], "group": ["groups"], "group-column": ["groups"], "test-file": ["test"],
    "test-path": ["test"], "start-from-epoch": ["from-epoch"], "start-epoch": ["from-epoch"],
    "scaling": ["scale"], "normalize": ["scale"], "normalise": ["scale"], "scaler": ["scale"], "grid": ["vary"],
    "sweep": ["vary"], "param-grid": ["vary"], "metric": ["metrics"], "scoring": ["metrics"],
    "batch-norm": ["normalisation"], "batchnorm": ["normalisation"], "batch-normalization": ["normalisation"],
    "layer-norm": ["normalisation", "layer"], "layernorm": ["normalisation", "layer"],
    "layer-normalization": ["normalisation", "layer"], "layer-normalisation": ["normalisation", "layer"],
    "norm": ["normalisation"], "normalization": ["normalisation"], "skip": ["residual"], "skips": ["residual"],
    "skip-connections": ["residual"], "shortcut": ["residual"], "resnet": ["residual"], "residuals": ["residual"],
    // Values.
    "mse": ["mean-squared-error"], "l2-loss": ["mean-squared-error"], "squared-error": ["mean-squared-error"],
    "ce": ["cross-entropy", "log-loss"], "nll": ["cross-entropy", "log-loss"],
    "categorical-crossentropy": ["cross-entropy"],
    "sparse-categorical-crossentropy": ["cross-entropy"], "softmax": ["cross-entropy"],
    "log-loss": ["cross-entropy", "log-loss"], "neg-log-loss": ["log-loss"], "logloss": ["log-loss"],
    "cross-entropy": ["log-loss"], "acc": ["accuracy"], "accuracy-score": ["accuracy"],
    "bce": ["binary-cross-entropy"], "binary-crossentropy": ["binary-cross-entropy"],
    "logistic": ["sigmoid"], "linear": ["identity"], "identity": ["linear"], "gd": ["sgd"], "nag": ["nesterov"],
    "adam-w": ["adamw"], "rmsprop": ["adam"], "irprop": ["rprop"], "irprop-": ["rprop"], "cosine-annealing": ["cosine"],
    "cosineannealinglr": ["cosine"], "cosine-decay": ["cosine"],
    "gl": ["generalisation-loss"], "pq": ["progress-quotient"], "up": ["validation-up"],
    "generalization-loss": ["generalisation-loss"], "standard": ["standardise"], "zscore": ["standardise"],
    "z-score": ["standardise"], "standardize": ["standardise"], "minmax": ["unit"], "min-max": ["unit"],
    "center": ["centre"], "he": ["kaiming-normal"], "he-normal": ["kaiming-normal"], "he-uniform": ["kaiming-uniform"],
    "glorot": ["xavier-uniform"], "xavier": ["xavier-uniform"], "kaiming": ["kaiming-uniform"],
    "glorot-normal": ["xavier-normal"], "glorot-uniform": ["xavier-uniform"], "float32": ["single"],
    "float": ["single"], "float64": ["double"], "full-batch": ["full"], "fashion": ["fashion-mnist"],
    "ln": ["layer"], "fmnist": ["fashion-mnist"], "cifar": ["cifar-10"], "cifar10": ["cifar-10"],
    "two-moons": ["moons"],
  ]

  /// What `word` is called here, if that is among `candidates`; otherwise the nearest of them.
  static func meant(by word: String, among candidates: [String]) -> String? {
    known(word).first(where: candidates.contains) ?? Suggestion.nearest(to: word, among: candidates)
  }

  /// All names here that `word` may mean, whether or not they are allowed in its place.
  static func known(_ word: String) -> [String] { ours[word.lowercased().replacing("_", with: "-")] ?? [] }
}
