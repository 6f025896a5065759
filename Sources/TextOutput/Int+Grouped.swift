extension Int {
  /// The number with commas between thousands and `−` as its minus sign, e.g. `12,500`.
  public var grouped: String {
    let digits = String(magnitude)
    var text = self < 0 ? "−" : ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return text
  }

  /// The number with its noun, e.g. `1 sample` or `12,500 samples`; `plural` is for nouns that take more than an s.
  public func counted(_ noun: String, _ plural: String? = nil) -> String {
    "\(grouped) \(self == 1 ? noun : plural ?? "\(noun)s")"
  }
}
