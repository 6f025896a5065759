import NeuralNetwork
import Testing

/// The stopping rules written straight from their definitions over a whole history; epochs count from 1.
///
/// GL, P_k and UP_s after L. Prechelt, "Early stopping — but when?" (1998), section 2.2.
struct StoppingReference {
  var train: [Double]
  var validation: [Double]
  /// Updates in each epoch.
  var batches = 1
  var validationAccuracy: [Double] = []

  /// The first epoch at whose end `rule` says stop.
  func stop(_ rule: StoppingRule) -> Int? {
    (1...train.count).first { $0 >= rule.firstEpoch ?? 1 && fires(rule, $0) }
  }

  /// The epoch that the rule reports after `epochs`: on validation data the first of the best ones, else the last.
  func reported(_ rule: StoppingRule, after epochs: Int) -> Int? {
    guard rule.needsValidation else { return epochs }
    let decisive = rule.parts.first(where: \.needsValidation) ?? rule
    let values = (decisive.quantity?.metric == .accuracy ? validationAccuracy : validation.map { -$0 }).prefix(epochs)
    return values.max().flatMap { values.firstIndex(of: $0) }.map { $0 + 1 }
  }

  private func fires(_ rule: StoppingRule, _ t: Int) -> Bool {
    let (length, threshold) = (rule.length ?? 1, rule.threshold ?? 0)
    switch rule.kind {
    case .none: return false
    case .anyOf: return rule.parts.contains { (stop($0) ?? .max) <= t }
    case .allOf: return rule.parts.allSatisfy { (stop($0) ?? .max) <= t }
    case .target:
      return rule.quantity == .trainLoss ? train[t - 1] <= threshold : validationAccuracy[t - 1] >= threshold
    case .budget: return Double(batches * t) >= threshold
    case .lossChange:
      guard t >= 2 else { return false }
      return abs(train[t - 1] - train[t - 2]) < (rule.isRelative ? threshold * train[t - 2] : threshold)
    case .patience: return t - lastImprovement(t, threshold, rule.quantity) >= length
    case .generalisationLoss: return t.isMultiple(of: length) && generalisationLoss(t) > threshold
    case .progressQuotient: return t.isMultiple(of: length) && generalisationLoss(t) / progress(t, length) > threshold
    case .validationUp: return t.isMultiple(of: length) && isUp(Int(threshold), t, length)
    default:
      Issue.record("\(rule.kind.name) has no reference")
      return false
    }
  }

  private func lastImprovement(_ t: Int, _ threshold: Double, _ quantity: StoppingQuantity?) -> Int {
    if t == 1 { return 1 }
    let previous = lastImprovement(t - 1, threshold, quantity)
    let isImprovement =
      quantity?.metric == .accuracy
      ? validationAccuracy[t - 1] > validationAccuracy[previous - 1] + threshold
      : validation[t - 1] < validation[previous - 1] - threshold
    return isImprovement ? t : previous
  }

  private func generalisationLoss(_ t: Int) -> Double {
    100 * (validation[t - 1] / (validation[0..<t].min() ?? .nan) - 1)
  }

  private func progress(_ t: Int, _ strip: Int) -> Double {
    let losses = train[t - strip..<t]
    return 1000 * (losses.reduce(0, +) / (Double(strip) * (losses.min() ?? .nan)) - 1)
  }

  /// UP_s at the end of a strip: the validation loss is higher than a strip ago, and was UP_(s−1) then.
  private func isUp(_ s: Int, _ t: Int, _ strip: Int) -> Bool {
    guard s > 0 else { return true }
    return t >= 2 * strip && validation[t - 1] > validation[t - 1 - strip] && isUp(s - 1, t - strip, strip)
  }
}
