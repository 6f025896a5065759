/// Texts that are dates such as `2021-01-31`, `31.1.2021` or `1/31/21`, with or without a time, or times such as `9:30`.
enum DateLook {
  /// Whether all texts are such; false without any.
  static func isOf(_ texts: [String]) -> Bool {
    !texts.isEmpty
      && texts.allSatisfy {
        $0.prefixMatch(
          of: /[0-9]{4}([-\/.])[0-9]{1,2}\1[0-9]{1,2}(?![0-9])|[0-9]{1,2}([-\/.])[0-9]{1,2}\2[0-9]{2,4}(?![0-9])/)
          != nil
          || $0.wholeMatch(of: /[0-9]{1,3}(:[0-5][0-9]){1,2}([.,][0-9]+)?( ?[AaPp][Mm])?/) != nil
      }
  }
}
