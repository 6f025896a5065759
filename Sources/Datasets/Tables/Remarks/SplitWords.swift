/// A column of texts that say whether a sample is for training, validation or test.
struct SplitWords {
  private static let training: Set = ["train", "training", "trn", "tr", "learn", "learning", "fit"]
  private static let test: Set = ["test", "testing", "tst", "te", "holdout", "hold-out", "heldout", "held-out"]
  private static let validation: Set = ["val", "valid", "validation", "validate", "dev", "development", "tune", "eval"]

  private let tested: String
  private let validated: String?

  /// Nil unless all texts are such words, some for training and others not.
  init?(_ texts: [String]) {
    func named(_ words: Set<String>) -> [String] {
      texts.filter { words.contains($0.lowercased().filter { !$0.isWhitespace }) }
    }
    let (trained, tested, validated) = (named(Self.training), named(Self.test), named(Self.validation))
    guard trained.count == 1, tested.count < 2, validated.count < 2, let first = tested.first ?? validated.first,
      trained.count + tested.count + validated.count == texts.count
    else { return nil }
    self.tested = first
    self.validated = tested.isEmpty ? nil : validated.first
  }

  /// The key under `data` that takes the samples so.
  func key(column: String) -> String {
    let parts = [("column", column), ("test", tested)] + (validated.map { [("validation", $0)] } ?? [])
    return "`test: {\(parts.map { "\($0): \($1.inYAML)" }.joined(separator: ", "))}`"
  }
}
