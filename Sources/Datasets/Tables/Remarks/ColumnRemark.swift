/// What may be said of columns by their values alone, whatever file they come from.
enum ColumnRemark {
  case constant, counter, names, ordered, dates, twin

  /// One line on the columns called `names`; nil without any. Where columns cannot be ignored, the file is to be written without.
  func line(_ names: [String], canIgnore: Bool = true) -> String? {
    guard !names.isEmpty else { return nil }
    let isOne = names.count == 1
    let leave = "leave \(isOne ? "it" : "them") out \(canIgnore ? "(data.ignore)" : "of the file")"
    let measured = "\(leave) unless \(isOne ? "it is" : "they are") measured"
    let what =
      switch self {
      case .constant: "\(isOne ? "has" : "have") the same value in all rows, which says nothing"
      case .counter: "\(isOne ? "counts" : "count") up from row to row, like a row number; \(measured)"
      case .names: "\(isOne ? "has" : "have") another whole number in every row, like the name of a sample; \(measured)"
      case .ordered:
        (isOne
          ? "grows from row to row, like a time or the number of a sample"
          : "grow from row to row, like times or numbers of samples") + "; \(measured)"
      case .dates:
        "\(isOne ? "seems" : "seem") to have dates or times; write numbers, such as days since the first, or \(leave)"
      case .twin:
        (isOne ? "tells the target by itself" : "tell the target, each by itself")
          + "; \(leave) if \(isOne ? "it" : "they") would not be known beforehand"
      }
    return "\(isOne ? "Column" : "Columns") \(listed(names)) \(what)"
  }
}
