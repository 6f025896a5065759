# Redraw: gnuplot gap-map.gp
# Other formats: gnuplot -e 'formats = "pdf"' gap-map.gp
# A larger PNG: gnuplot -e 'scale = 2' gap-map.gp
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
  if (format eq "svg") { set terminal svg noenhanced size 988,932 font "sans-serif,15" background "white" }
  if (format eq "png") { set terminal pngcairo noenhanced size 988*scale,932*scale font "DejaVu Sans,15" fontscale 0.75*scale linewidth scale pointscale scale background "white" }
  if (format eq "pdf") { set terminal pdfcairo noenhanced size 988/96.0,932/96.0 font "DejaVu Sans,15" fontscale 0.5625 linewidth 1.5 pointscale 1 background "white" }
  bold = format eq "svg" ? "" : "DejaVu Sans Bold"
  set output prefix . "gap-map." . format
  set multiplot
  unset key; unset colorbox
  set border 3 linecolor rgb "#333333"

  set label "Shallow and deep networks on handwritten digits" at screen 0.0182186,0.966524 left font ",20" textcolor rgb "#333333" front
  set label "Overfitting gap: train accuracy − test accuracy, in percentage points" at screen 0.0182186,0.936373 left font ",15" textcolor rgb "#5C5C5C" front
  set label "Means of 10 replicates. Hidden units: shallow: 64; deep: 64-64-64. Trained on digits with SGD, learning rate 0.1, batch 32." at screen 0.0182186,0.0342382 left font ",13.5" textcolor rgb "#5C5C5C" front

  # Panel 1
  set lmargin at screen 0.0948381; set rmargin at screen 0.975709
  set bmargin at screen 0.81309; set tmargin at screen 0.88176
  set xrange [-0.5:10.5]
  set yrange [-0.5:1.5]
  set xtics nomirror out scale 0 offset 0,0.35 textcolor rgb "#333333" ("250" 0, "1,250" 1, "2,250" 2, "3,250" 3, "4,250" 4, "5,250" 5, "6,250" 6, "7,250" 7, "8,250" 8, "9,250" 9, "10,000" 10)
  set ytics nomirror out scale 0 offset 0.5,0 textcolor rgb "#333333" ("shallow" 0, "deep" 1)
  set border 0; unset grid
  set label "\174ΔL\174 \0074 0.05" at screen 0.535273,0.898927 center font ",16" textcolor rgb "#333333" front
  set palette defined (0 "#F7F4F7", 1 "#C98FB5")
  set cbrange [0:17.8808]
  plot "gap-map-1.dat" using "column":"row":(0.48):(0.46):"gap" with boxxyerror fillstyle solid 1 noborder linecolor palette, \
    "gap-map-1.dat" using "column":"row":(plain(column("gap"))) with labels font ",14" textcolor rgb "#111111"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 2
  set lmargin at screen 0.0948381; set rmargin at screen 0.975709
  set bmargin at screen 0.672532; set tmargin at screen 0.741202
  set xrange [-0.5:10.5]
  set yrange [-0.5:1.5]
  set xtics nomirror out scale 0 offset 0,0.35 textcolor rgb "#333333" ("250" 0, "1,250" 1, "2,250" 2, "3,250" 3, "4,250" 4, "5,250" 5, "6,250" 6, "7,250" 7, "8,250" 8, "9,250" 9, "10,000" 10)
  set ytics nomirror out scale 0 offset 0.5,0 textcolor rgb "#333333" ("shallow" 0, "deep" 1)
  set border 0; unset grid
  set label "\174ΔL\174 \0074 0.02" at screen 0.535273,0.758369 center font ",16" textcolor rgb "#333333" front
  set palette defined (0 "#F7F4F7", 1 "#C98FB5")
  set cbrange [0:17.8808]
  plot "gap-map-2.dat" using "column":"row":(0.48):(0.46):"gap" with boxxyerror fillstyle solid 1 noborder linecolor palette, \
    "gap-map-2.dat" using "column":"row":(plain(column("gap"))) with labels font ",14" textcolor rgb "#111111"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 3
  set lmargin at screen 0.0948381; set rmargin at screen 0.975709
  set bmargin at screen 0.531974; set tmargin at screen 0.600644
  set xrange [-0.5:10.5]
  set yrange [-0.5:1.5]
  set xtics nomirror out scale 0 offset 0,0.35 textcolor rgb "#333333" ("250" 0, "1,250" 1, "2,250" 2, "3,250" 3, "4,250" 4, "5,250" 5, "6,250" 6, "7,250" 7, "8,250" 8, "9,250" 9, "10,000" 10)
  set ytics nomirror out scale 0 offset 0.5,0 textcolor rgb "#333333" ("shallow" 0, "deep" 1)
  set border 0; unset grid
  set label "\174ΔL\174 \0074 0.01" at screen 0.535273,0.617811 center font ",16" textcolor rgb "#333333" front
  set palette defined (0 "#F7F4F7", 1 "#C98FB5")
  set cbrange [0:17.8808]
  plot "gap-map-3.dat" using "column":"row":(0.48):(0.46):"gap" with boxxyerror fillstyle solid 1 noborder linecolor palette, \
    "gap-map-3.dat" using "column":"row":(plain(column("gap"))) with labels font ",14" textcolor rgb "#111111"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 4
  set lmargin at screen 0.0948381; set rmargin at screen 0.975709
  set bmargin at screen 0.391416; set tmargin at screen 0.460086
  set xrange [-0.5:10.5]
  set yrange [-0.5:1.5]
  set xtics nomirror out scale 0 offset 0,0.35 textcolor rgb "#333333" ("250" 0, "1,250" 1, "2,250" 2, "3,250" 3, "4,250" 4, "5,250" 5, "6,250" 6, "7,250" 7, "8,250" 8, "9,250" 9, "10,000" 10)
  set ytics nomirror out scale 0 offset 0.5,0 textcolor rgb "#333333" ("shallow" 0, "deep" 1)
  set border 0; unset grid
  set label "\174ΔL\174 \0074 0.005" at screen 0.535273,0.477253 center font ",16" textcolor rgb "#333333" front
  set palette defined (0 "#F7F4F7", 1 "#C98FB5")
  set cbrange [0:17.8808]
  plot "gap-map-4.dat" using "column":"row":(0.48):(0.46):"gap" with boxxyerror fillstyle solid 1 noborder linecolor palette, \
    "gap-map-4.dat" using "column":"row":(plain(column("gap"))) with labels font ",14" textcolor rgb "#111111"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 5
  set lmargin at screen 0.0948381; set rmargin at screen 0.975709
  set bmargin at screen 0.250858; set tmargin at screen 0.319528
  set xrange [-0.5:10.5]
  set yrange [-0.5:1.5]
  set xtics nomirror out scale 0 offset 0,0.35 textcolor rgb "#333333" ("250" 0, "1,250" 1, "2,250" 2, "3,250" 3, "4,250" 4, "5,250" 5, "6,250" 6, "7,250" 7, "8,250" 8, "9,250" 9, "10,000" 10)
  set ytics nomirror out scale 0 offset 0.5,0 textcolor rgb "#333333" ("shallow" 0, "deep" 1)
  set border 0; unset grid
  set label "\174ΔL\174 \0074 0.002" at screen 0.535273,0.336695 center font ",16" textcolor rgb "#333333" front
  set palette defined (0 "#F7F4F7", 1 "#C98FB5")
  set cbrange [0:17.8808]
  plot "gap-map-5.dat" using "column":"row":(0.48):(0.46):"gap" with boxxyerror fillstyle solid 1 noborder linecolor palette, \
    "gap-map-5.dat" using "column":"row":(plain(column("gap"))) with labels font ",14" textcolor rgb "#111111"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 6
  set lmargin at screen 0.0948381; set rmargin at screen 0.975709
  set bmargin at screen 0.1103; set tmargin at screen 0.17897
  set xrange [-0.5:10.5]
  set yrange [-0.5:1.5]
  set xtics nomirror out scale 0 offset 0,0.35 textcolor rgb "#333333" ("250" 0, "1,250" 1, "2,250" 2, "3,250" 3, "4,250" 4, "5,250" 5, "6,250" 6, "7,250" 7, "8,250" 8, "9,250" 9, "10,000" 10)
  set ytics nomirror out scale 0 offset 0.5,0 textcolor rgb "#333333" ("shallow" 0, "deep" 1)
  set border 0; unset grid
  set label "\174ΔL\174 \0074 0.001" at screen 0.535273,0.196137 center font ",16" textcolor rgb "#333333" front
  set label "training-set size n" at screen 0.535273,0.067382 center font ",15" textcolor rgb "#333333" front
  set palette defined (0 "#F7F4F7", 1 "#C98FB5")
  set cbrange [0:17.8808]
  plot "gap-map-6.dat" using "column":"row":(0.48):(0.46):"gap" with boxxyerror fillstyle solid 1 noborder linecolor palette, \
    "gap-map-6.dat" using "column":"row":(plain(column("gap"))) with labels font ",14" textcolor rgb "#111111"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  unset multiplot
  unset output
}
