# Redraw: gnuplot verdicts.gp
# Other formats: gnuplot -e 'formats = "pdf"' verdicts.gp
# A larger PNG: gnuplot -e 'scale = 2' verdicts.gp
if (!exists("formats")) formats = "svg png"
if (!exists("prefix")) prefix = ""
if (!exists("scale")) scale = 1

set encoding utf8
set datafile missing "?"
plain(x) = x != x ? "" : (x < -0.05 ? "−" : "") . sprintf((abs(x) < 1e+06 ? "%.1f" : "%.0e"), abs(x))
signed(x) = (x >= 0.05 ? "+" : "") . plain(x)
inside(x, low, high) = x < low ? low : x > high ? high : x
dash(x) = x == 0 ? "–" : ""
dagger(x) = x > 0 ? "†" : ""
lost(x) = x > 0 ? dagger(x) . sprintf("%d", x) : ""
ring(x) = x > 0 ? "○" : ""
broken(x) = x != x ? NaN : x

do for [format in formats] {
  if (format eq "svg") { set terminal svg noenhanced size 968,462 font "sans-serif,15" background "white" }
  if (format eq "png") { set terminal pngcairo noenhanced size 968*scale,462*scale font "DejaVu Sans,15" fontscale 0.75*scale linewidth scale pointscale scale background "white" }
  if (format eq "pdf") { set terminal pdfcairo noenhanced size 968/96.0,462/96.0 font "DejaVu Sans,15" fontscale 0.5625 linewidth 1.5 pointscale 1 background "white" }
  bold = format eq "svg" ? "" : "DejaVu Sans Bold"
  set output prefix . "verdicts." . format
  set multiplot
  unset key; unset colorbox
  set border 3 linecolor rgb "#333333"

  set label "Shallow and deep networks on handwritten digits" at screen 0.018595,0.932468 left font ",20" textcolor rgb "#333333" front
  set label "Test accuracy, deep − shallow, in percentage points. Blue: deep better; orange: shallow better; faint where not" at screen 0.018595,0.871645 left font ",15" textcolor rgb "#5C5C5C" front
  set label "decided" at screen 0.018595,0.828788 left font ",15" textcolor rgb "#5C5C5C" front
  set label "Means over 10 replicates, paired by data draw and seed. Decided by a studentised bootstrap of replicates, corrected for all" at screen 0.018595,0.146212 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "cells: at most a 5 \0045 chance of any wrong verdict. Hidden units: shallow: 64; deep: 64-64-64. Trained on digits with SGD," at screen 0.018595,0.107641 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "learning rate 0.1, batch 32." at screen 0.018595,0.0690693 left font ",13.5" textcolor rgb "#5C5C5C" front

  # Panel 1
  set lmargin at screen 0.103202; set rmargin at screen 0.975207
  set bmargin at screen 0.298701; set tmargin at screen 0.766234
  set xrange [-0.5:10.5]
  set yrange [5.5:-0.5]
  set xtics nomirror out scale 0 offset 0,0.35 textcolor rgb "#333333" ("250" 0, "1,250" 1, "2,250" 2, "3,250" 3, "4,250" 4, "5,250" 5, "6,250" 6, "7,250" 7, "8,250" 8, "9,250" 9, "10,000" 10)
  set ytics nomirror out scale 0 offset 0.5,0 textcolor rgb "#333333" ("0.05" 0, "0.02" 1, "0.01" 2, "0.005" 3, "0.002" 4, "0.001" 5)
  set border 0; unset grid
  set label "training-set size n" at screen 0.539205,0.212121 center font ",15" textcolor rgb "#333333" front
  set label "stop when \174ΔL\174 \0074" at screen 0.0320248,0.532468 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set palette defined (-1 "#E88A4C", 0 "#F3F3F3", 1 "#5BA7D9")
  set cbrange [-1.55311:1.55311]
  plot "verdicts.dat" using "column":"row":(0.48):(0.46):"shade" with boxxyerror fillstyle solid 1 noborder linecolor palette, \
    "verdicts.dat" using "column":"row":(0.48):(0.46) with boxxyerror linecolor rgb "#E4E4E4" linewidth 1.2 fillstyle empty, \
    "verdicts.dat" using "column":"row":(signed(column("decided"))) with labels font bold . ",14" textcolor rgb "#111111", \
    "verdicts.dat" using "column":"row":(signed(column("undecided"))) with labels font ",14" textcolor rgb "#8E8E8E"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  unset multiplot
  unset output
}
