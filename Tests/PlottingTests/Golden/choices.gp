# Redraw: gnuplot choices.gp
# Other formats: gnuplot -e 'formats = "pdf"' choices.gp
# A larger PNG: gnuplot -e 'scale = 2' choices.gp
if (!exists("formats")) formats = "svg png"
if (!exists("prefix")) prefix = ""
if (!exists("scale")) scale = 1

set encoding utf8
set datafile missing "?"
plain(x) = x != x ? "" : (x < -0.5 ? "−" : "") . sprintf((abs(x) < 1e+06 ? "%.0f" : "%.0e"), abs(x))
signed(x) = (x >= 0.5 ? "+" : "") . plain(x)
inside(x, low, high) = x < low ? low : x > high ? high : x
dash(x) = x == 0 ? "–" : ""
dagger(x) = x > 0 ? "†" : ""
lost(x) = x > 0 ? dagger(x) . sprintf("%d", x) : ""
ring(x) = x > 0 ? "○" : ""
broken(x) = x != x ? NaN : x

do for [format in formats] {
  if (format eq "svg") { set terminal svg noenhanced size 640,817 font "sans-serif,15" background "white" }
  if (format eq "png") { set terminal pngcairo noenhanced size 640*scale,817*scale font "DejaVu Sans,15" fontscale 0.75*scale linewidth scale pointscale scale background "white" }
  if (format eq "pdf") { set terminal pdfcairo noenhanced size 640/96.0,817/96.0 font "DejaVu Sans,15" fontscale 0.5625 linewidth 1.5 pointscale 1 background "white" }
  bold = format eq "svg" ? "" : "DejaVu Sans Bold"
  set output prefix . "choices." . format
  set multiplot
  unset key; unset colorbox
  set border 3 linecolor rgb "#333333"

  set label "A rich study" at screen 0.028125,0.961812 left font ",20" textcolor rgb "#333333" front
  set label "Values that were best on validation data: number of replicates in which" at screen 0.028125,0.927417 left font ",15" textcolor rgb "#5C5C5C" front
  set label "each was taken. Throughout: no stopping, learning rate 0.0012345," at screen 0.028125,0.903182 left font ",15" textcolor rgb "#5C5C5C" front
  set label "uniform(−1,1)\0057uniform(−1,1), batch 32" at screen 0.028125,0.878947 left font ",15" textcolor rgb "#5C5C5C" front
  set label "Of 10 replicates. Hidden units: depth-1: 64; depth-4: 64-64-64-64; matched-2:" at screen 0.028125,0.21355 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "46-46; matched-4: 32-32-32-32; wide: 512; funnel: 256-16. Trained on digits with" at screen 0.028125,0.191738 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "SGD. Chosen on validation data for each model, size, rule and replicate: decay 0.9," at screen 0.028125,0.169927 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "0.95 or 1. Shown: 6 of 12 models, evenly spread with the best among them; 1 of" at screen 0.028125,0.148115 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "12 settings, those of the best network; 1 of 6 stopping rules, the one that trains" at screen 0.028125,0.126304 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "longest. The best: depth-4 with learning rate 0.0012345," at screen 0.028125,0.104492 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "uniform(−1,1)\0057uniform(−1,1), batch 32, by test accuracy at n = 2,000 after the last" at screen 0.028125,0.0826805 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "epoch, for illustration: there are no validation data to select by. †: the lowest or" at screen 0.028125,0.060869 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "highest value tried, taken by most replicates; a better one may lie beyond." at screen 0.028125,0.0390575 left font ",13.5" textcolor rgb "#5C5C5C" front

  # Panel 1
  set lmargin at screen 0.141328; set rmargin at screen 0.531465
  set bmargin at screen 0.699143; set tmargin at screen 0.816646
  set xrange [-0.5:4.5]
  set yrange [2.5:-0.5]
  set xtics nomirror out scale 0 offset 0,0.35 textcolor rgb "#333333" ("100" 0, "200" 1, "500" 2, "1,000" 3, "2,000" 4)
  set ytics nomirror out scale 0 offset 0.5,0 textcolor rgb "#333333" ("1" 0, "0.95" 1, "0.9" 2)
  set border 0; unset grid
  set label "depth-1" at screen 0.336396,0.83623 center font ",16" textcolor rgb "#333333" front
  set label "decay" at screen 0.0484375,0.757895 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set palette defined (0 "#F7F4F7", 1 "#C98FB5")
  set cbrange [0:10]
  plot "choices-1.dat" using "column":"row":(0.48):(0.46):"shade" with boxxyerror fillstyle solid 1 noborder linecolor palette, \
    "choices-1.dat" using "column":"row":(0.48):(0.46) with boxxyerror linecolor rgb "#E4E4E4" linewidth 1.2 fillstyle empty, \
    "choices-1.dat" using "column":"row":(plain(column("chosen"))) with labels font ",14" textcolor rgb "#111111", \
    "choices-1.dat" using (column("column")+0.46):(column("row")-0.3225):(dagger(column("end"))) with labels right font ",11" textcolor rgb "#111111"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 2
  set lmargin at screen 0.572363; set rmargin at screen 0.9625
  set bmargin at screen 0.699143; set tmargin at screen 0.816646
  set xrange [-0.5:4.5]
  set yrange [2.5:-0.5]
  set xtics nomirror out scale 0 offset 0,0.35 textcolor rgb "#333333" ("100" 0, "200" 1, "500" 2, "1,000" 3, "2,000" 4)
  set ytics nomirror out scale 0 offset 0.5,0 textcolor rgb "#333333" ("" 0, "" 1, "" 2)
  set border 0; unset grid
  set label "depth-4" at screen 0.767432,0.83623 center font ",16" textcolor rgb "#333333" front
  set palette defined (0 "#F7F4F7", 1 "#C98FB5")
  set cbrange [0:10]
  plot "choices-2.dat" using "column":"row":(0.48):(0.46):"shade" with boxxyerror fillstyle solid 1 noborder linecolor palette, \
    "choices-2.dat" using "column":"row":(0.48):(0.46) with boxxyerror linecolor rgb "#E4E4E4" linewidth 1.2 fillstyle empty, \
    "choices-2.dat" using "column":"row":(plain(column("chosen"))) with labels font ",14" textcolor rgb "#111111", \
    "choices-2.dat" using (column("column")+0.46):(column("row")-0.3225):(dagger(column("end"))) with labels right font ",11" textcolor rgb "#111111"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 3
  set lmargin at screen 0.141328; set rmargin at screen 0.531465
  set bmargin at screen 0.499633; set tmargin at screen 0.617136
  set xrange [-0.5:4.5]
  set yrange [2.5:-0.5]
  set xtics nomirror out scale 0 offset 0,0.35 textcolor rgb "#333333" ("100" 0, "200" 1, "500" 2, "1,000" 3, "2,000" 4)
  set ytics nomirror out scale 0 offset 0.5,0 textcolor rgb "#333333" ("1" 0, "0.95" 1, "0.9" 2)
  set border 0; unset grid
  set label "matched-2" at screen 0.336396,0.63672 center font ",16" textcolor rgb "#333333" front
  set label "decay" at screen 0.0484375,0.558384 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set palette defined (0 "#F7F4F7", 1 "#C98FB5")
  set cbrange [0:10]
  plot "choices-3.dat" using "column":"row":(0.48):(0.46):"shade" with boxxyerror fillstyle solid 1 noborder linecolor palette, \
    "choices-3.dat" using "column":"row":(0.48):(0.46) with boxxyerror linecolor rgb "#E4E4E4" linewidth 1.2 fillstyle empty, \
    "choices-3.dat" using "column":"row":(plain(column("chosen"))) with labels font ",14" textcolor rgb "#111111", \
    "choices-3.dat" using (column("column")+0.46):(column("row")-0.3225):(dagger(column("end"))) with labels right font ",11" textcolor rgb "#111111"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 4
  set lmargin at screen 0.572363; set rmargin at screen 0.9625
  set bmargin at screen 0.499633; set tmargin at screen 0.617136
  set xrange [-0.5:4.5]
  set yrange [2.5:-0.5]
  set xtics nomirror out scale 0 offset 0,0.35 textcolor rgb "#333333" ("100" 0, "200" 1, "500" 2, "1,000" 3, "2,000" 4)
  set ytics nomirror out scale 0 offset 0.5,0 textcolor rgb "#333333" ("" 0, "" 1, "" 2)
  set border 0; unset grid
  set label "matched-4" at screen 0.767432,0.63672 center font ",16" textcolor rgb "#333333" front
  set palette defined (0 "#F7F4F7", 1 "#C98FB5")
  set cbrange [0:10]
  plot "choices-4.dat" using "column":"row":(0.48):(0.46):"shade" with boxxyerror fillstyle solid 1 noborder linecolor palette, \
    "choices-4.dat" using "column":"row":(0.48):(0.46) with boxxyerror linecolor rgb "#E4E4E4" linewidth 1.2 fillstyle empty, \
    "choices-4.dat" using "column":"row":(plain(column("chosen"))) with labels font ",14" textcolor rgb "#111111", \
    "choices-4.dat" using (column("column")+0.46):(column("row")-0.3225):(dagger(column("end"))) with labels right font ",11" textcolor rgb "#111111"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 5
  set lmargin at screen 0.141328; set rmargin at screen 0.531465
  set bmargin at screen 0.300122; set tmargin at screen 0.417625
  set xrange [-0.5:4.5]
  set yrange [2.5:-0.5]
  set xtics nomirror out scale 0 offset 0,0.35 textcolor rgb "#333333" ("100" 0, "200" 1, "500" 2, "1,000" 3, "2,000" 4)
  set ytics nomirror out scale 0 offset 0.5,0 textcolor rgb "#333333" ("1" 0, "0.95" 1, "0.9" 2)
  set border 0; unset grid
  set label "wide" at screen 0.336396,0.437209 center font ",16" textcolor rgb "#333333" front
  set label "training-set size n" at screen 0.336396,0.251163 center font ",15" textcolor rgb "#333333" front
  set label "decay" at screen 0.0484375,0.358874 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set palette defined (0 "#F7F4F7", 1 "#C98FB5")
  set cbrange [0:10]
  plot "choices-5.dat" using "column":"row":(0.48):(0.46):"shade" with boxxyerror fillstyle solid 1 noborder linecolor palette, \
    "choices-5.dat" using "column":"row":(0.48):(0.46) with boxxyerror linecolor rgb "#E4E4E4" linewidth 1.2 fillstyle empty, \
    "choices-5.dat" using "column":"row":(plain(column("chosen"))) with labels font ",14" textcolor rgb "#111111", \
    "choices-5.dat" using (column("column")+0.46):(column("row")-0.3225):(dagger(column("end"))) with labels right font ",11" textcolor rgb "#111111"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 6
  set lmargin at screen 0.572363; set rmargin at screen 0.9625
  set bmargin at screen 0.300122; set tmargin at screen 0.417625
  set xrange [-0.5:4.5]
  set yrange [2.5:-0.5]
  set xtics nomirror out scale 0 offset 0,0.35 textcolor rgb "#333333" ("100" 0, "200" 1, "500" 2, "1,000" 3, "2,000" 4)
  set ytics nomirror out scale 0 offset 0.5,0 textcolor rgb "#333333" ("" 0, "" 1, "" 2)
  set border 0; unset grid
  set label "funnel" at screen 0.767432,0.437209 center font ",16" textcolor rgb "#333333" front
  set label "training-set size n" at screen 0.767432,0.251163 center font ",15" textcolor rgb "#333333" front
  set palette defined (0 "#F7F4F7", 1 "#C98FB5")
  set cbrange [0:10]
  plot "choices-6.dat" using "column":"row":(0.48):(0.46):"shade" with boxxyerror fillstyle solid 1 noborder linecolor palette, \
    "choices-6.dat" using "column":"row":(0.48):(0.46) with boxxyerror linecolor rgb "#E4E4E4" linewidth 1.2 fillstyle empty, \
    "choices-6.dat" using "column":"row":(plain(column("chosen"))) with labels font ",14" textcolor rgb "#111111", \
    "choices-6.dat" using (column("column")+0.46):(column("row")-0.3225):(dagger(column("end"))) with labels right font ",11" textcolor rgb "#111111"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  unset multiplot
  unset output
}
