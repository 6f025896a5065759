/// The products in double precision, panel by panel; everything else is plain.
extension Double {
  private typealias Panel = SIMD16<Double>

  /// output ← bias + x · wᵀ, one panel of sixteen outputs at a time.
  public static func product(
    _ x: InputRows<Double>, _ w: WeightMatrix<Double>, bias: Matrix<Double>, into output: Matrix<Double>
  ) {
    for row in 0..<x.count {
      let inputs = x.entries(ofRow: row)
      for panel in 0..<Panels.count(w.outputs) {
        let weights = w.panel(panel)
        var sum = bias.panel(panel, row: 0)
        for (column, value) in inputs { sum += value * load(weights, column) }
        output.setPanel(panel, row: row, to: sum)
      }
    }
  }

  /// w ← keep · w + deltaᵀ · x, one panel of sixteen outputs at a time.
  public static func update(_ w: WeightMatrix<Double>, keep: Double, delta: Matrix<Double>, _ x: InputRows<Double>) {
    for index in 0..<WeightMatrix<Double>.storageCount(outputs: w.outputs, inputs: w.inputs) {
      w.base[index] = keep == 0 ? 0 : keep * w.base[index]
    }
    for row in 0..<x.count {
      let inputs = x.entries(ofRow: row)
      for panel in 0..<Panels.count(w.outputs) {
        let weights = w.panel(panel)
        let delta = delta.panel(panel, row: row)
        for (column, value) in inputs { store(load(weights, column) + delta * value, weights, column) }
      }
    }
  }

  /// below ← delta · w, one panel of sixteen outputs at a time; `scratch` is not used.
  public static func deltaBelow(
    _ delta: Matrix<Double>, _ w: WeightMatrix<Double>, outputs: IndexList, scratch: Buffer<Double>,
    into below: Matrix<Double>
  ) {
    for row in 0..<delta.rows {
      for input in 0..<w.inputs { below[row, input] = 0 }
      for panel in 0..<Panels.count(w.outputs) {
        let weights = w.panel(panel)
        let delta = delta.panel(panel, row: row)
        for input in 0..<w.inputs { below[row, input] += (delta * load(weights, input)).total }
      }
    }
  }

  private static func load(_ weights: UnsafeMutableRawPointer, _ input: Int) -> Panel {
    weights.loadUnaligned(fromByteOffset: input * MemoryLayout<Panel>.size, as: Panel.self)
  }

  private static func store(_ values: Panel, _ weights: UnsafeMutableRawPointer, _ input: Int) {
    weights.storeBytes(of: values, toByteOffset: input * MemoryLayout<Panel>.size, as: Panel.self)
  }
}

extension SIMD16<Double> {
  /// The sum of the lanes: the upper half is added to the lower until one lane is left.
  fileprivate var total: Double {
    let eight = lowHalf + highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }
}

extension WeightMatrix<Double> {
  /// The weights of sixteen outputs, for one input after the other.
  fileprivate func panel(_ index: Int) -> UnsafeMutableRawPointer {
    UnsafeMutableRawPointer(base + index * inputs * Panels.width)
  }
}

extension Matrix<Double> {
  /// Sixteen values of a row; zero where the matrix has no columns.
  fileprivate func panel(_ index: Int, row: Int) -> SIMD16<Double> {
    var values = SIMD16<Double>.zero
    for lane in 0..<min(Panels.width, columns - index * Panels.width) {
      values[lane] = self[row, index * Panels.width + lane]
    }
    return values
  }

  fileprivate func setPanel(_ index: Int, row: Int, to values: SIMD16<Double>) {
    for lane in 0..<min(Panels.width, columns - index * Panels.width) {
      self[row, index * Panels.width + lane] = values[lane]
    }
  }
}

extension InputRows<Double> {
  /// The values of a row that are not zero, or may not be, with their columns.
  fileprivate func entries(ofRow row: Int) -> [(column: Int, value: Double)] {
    var entries: [(column: Int, value: Double)] = []
    forEachValue(ofRow: row) { column, value in
      if value != 0 { entries.append((column, value)) }
    }
    return entries
  }
}
