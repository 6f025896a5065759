/// Whether two texts spell the same value.
func spellSameValue(_ one: String, _ other: String) -> Bool {
  if one == other { return true }
  guard let number = Double(one), let same = Double(other) else { return false }
  return number == same
}
