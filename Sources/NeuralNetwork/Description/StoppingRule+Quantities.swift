extension StoppingRule {
  /// What the rule looks at in every epoch; empty if it counts epochs or updates.
  public var quantities: [StoppingQuantity] {
    switch kind {
    case .lossChange: [.trainLoss]
    case .progressQuotient: [.trainLoss, .validationLoss]
    default:
      [quantity ?? (kind.needsValidation ? .validationLoss : nil)].compactMap(\.self) + parts.flatMap(\.quantities)
    }
  }
}
