/// How wide figures are with panels beside each other, in pixels.
enum PageWidth {
  /// Of a whole figure: one panel is narrower than the page, three fill it.
  static func of(columns: Int) -> Int { [760, 1020, 1240, 1400][min(max(columns, 1), 4) - 1] }

  /// Approximate length of a panel's x axis, without `margin` for the ticks and labels of each panel.
  static func axis(columns: Int, margin: Double = 80) -> Double {
    Double(of(columns: columns) - 60) / Double(max(columns, 1)) - margin
  }
}
