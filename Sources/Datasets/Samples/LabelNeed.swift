/// Whether samples that are read need a class or a quantity.
public enum LabelNeed: Sendable, Equatable {
  /// They are trained on or tested on.
  case needed
  /// A model is to predict it, so they may lack it. What the data say is kept beside, in ``Dataset/givenTargets``.
  case optional
  /// The same of a table whose target the user has named, so that there has to be such a column.
  case optionalInColumn
}
