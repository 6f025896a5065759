/// What becomes of an epoch's last batch where the batch size does not divide the number of training samples.
///
/// A step of full length that averages over two samples instead of 32 is mostly noise, and the epoch is measured right
/// after it.
public enum Remainder: String, Sendable, Hashable, Codable, CaseIterable {
  /// A batch of b samples where others have B takes the step of b/B of a batch: its learning rate is b/B of the others'.
  case scale
  /// Its step is as long as any other's, as in most programs.
  case keep
  /// It is left out; the order of samples decides anew in each epoch which samples that are.
  case drop
}
