/// What one side of a difference has, by replicate in order.
struct SideValues {
  /// Nil where there is no value.
  var values: [Double?]
  /// What each value has on the test samples; empty if intervals do not cover them.
  var terms: [TestSampling.Terms?] = []
  /// Whether any value stands for a run that was lost, and was not measured.
  var hasStandIns = false
}

extension SideValues {
  /// `samples` are what each value has on each test sample; nil if intervals do not cover them.
  init(_ values: [Double?], samples: [OutcomeValues?]?) {
    self.init(values: values, terms: (samples ?? []).map { $0.map { [(1, $0)] } })
  }

  /// The means over several sides, of the replicates that have a value in each.
  static func mean(_ sides: [SideValues]) -> SideValues {
    let weight = 1 / Double(max(sides.count, 1))
    let replicates = sides.first?.values.indices ?? 0..<0
    let values = replicates.map { replicate -> Double? in
      let values = sides.compactMap { $0.values[replicate] }
      return values.count == sides.count ? values.reduce(0, +) * weight : nil
    }
    let hasStandIns = sides.contains(where: \.hasStandIns)
    guard sides.allSatisfy({ !$0.terms.isEmpty }) else { return SideValues(values: values, hasStandIns: hasStandIns) }
    return SideValues(
      values: values,
      terms: replicates.map { replicate in
        values[replicate] == nil ? nil : sides.flatMap { ($0.terms[replicate] ?? []).times(weight) }
      }, hasStandIns: hasStandIns)
  }
}

extension TestSampling.Terms {
  /// The terms with other weights.
  func times(_ factor: Double) -> TestSampling.Terms { map { (factor * $0.weight, $0.values) } }
}

extension ReplicateValues {
  /// Creates the differences first − second, times `weight`, of the replicates that both sides have.
  ///
  /// Where they have none in common and `mayBeUnpaired`, the difference is unpaired.
  init(_ first: SideValues, minus second: SideValues, weight: Double = 1, mayBeUnpaired: Bool) {
    let values = zip(first.values, second.values).map { x, y in x.flatMap { x in y.map { weight * (x - $0) } } }
    let haveNothingInCommon = values.allSatisfy { $0 == nil }
    let haveValues = [first, second].allSatisfy { $0.values.contains { $0 != nil } }
    guard mayBeUnpaired, haveNothingInCommon, haveValues else {
      self.init(
        values,
        terms: zip(first.terms, second.terms).map { x, y in
          x.flatMap { x in y.map { x.times(weight) + $0.times(-weight) } }
        })
      hasStandIns = first.hasStandIns || second.hasStandIns
      return
    }
    self.init(
      Sides(
        first: first.values.map { $0.map { weight * $0 } }, second: second.values.map { $0.map { weight * $0 } }),
      terms: Self.unpairedTerms(first, second, weight: weight))
    hasStandIns = first.hasStandIns || second.hasStandIns
  }

  /// One element for each replicate. The mean of all is the difference of the two means.
  private static func unpairedTerms(
    _ first: SideValues, _ second: SideValues, weight: Double
  ) -> [TestSampling.Terms?] {
    let counts = [first, second].map { side in Double(side.values.count { $0 != nil }) }
    let weights = counts.map { weight * counts.reduce(0, +) / $0 }
    return zip(first.terms, second.terms).enumerated().map { replicate, terms in
      first.values[replicate] != nil
        ? terms.0?.times(weights[0]) : second.values[replicate] != nil ? terms.1?.times(-weights[1]) : nil
    }
  }
}
