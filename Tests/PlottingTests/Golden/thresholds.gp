# Redraw: gnuplot thresholds.gp
# Other formats: gnuplot -e 'formats = "pdf"' thresholds.gp
# A larger PNG: gnuplot -e 'scale = 2' thresholds.gp
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
  if (format eq "svg") { set terminal svg noenhanced size 1020,692 font "sans-serif,15" background "white" }
  if (format eq "png") { set terminal pngcairo noenhanced size 1020*scale,692*scale font "DejaVu Sans,15" fontscale 0.75*scale linewidth scale pointscale scale background "white" }
  if (format eq "pdf") { set terminal pdfcairo noenhanced size 1020/96.0,692/96.0 font "DejaVu Sans,15" fontscale 0.5625 linewidth 1.5 pointscale 1 background "white" }
  bold = format eq "svg" ? "" : "DejaVu Sans Bold"
  set output prefix . "thresholds." . format
  set multiplot
  unset key; unset colorbox
  set border 3 linecolor rgb "#333333"

  set label "Shallow and deep networks on handwritten digits" at screen 0.0176471,0.954913 left font ",20" textcolor rgb "#333333" front
  set label "What stopping later brings and costs, at n = 10,000, the largest training-set size. Accuracy: test solid, train dashed" at screen 0.0176471,0.914306 left font ",15" textcolor rgb "#5C5C5C" front
  set label "Means of 10 replicates; bands: 95 \0045 bootstrap intervals over replicates. Hidden units: shallow: 64; deep: 64-64-64. Trained on digits" at screen 0.0176471,0.0718642 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "with SGD, learning rate 0.1, batch 32." at screen 0.0176471,0.0461127 left font ",13.5" textcolor rgb "#5C5C5C" front

  # Panel 1
  set lmargin at screen 0.0836765; set rmargin at screen 0.42843
  set bmargin at screen 0.540173; set tmargin at screen 0.872543
  set logscale x; set xrange [0.0584694:0.000855148]
  set yrange [94:100.072]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("" 0.001, "" 0.002, "" 0.005, "" 0.01, "" 0.02, "" 0.05)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("94" 94, "96" 96, "98" 98, "100" 100)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "accuracy (\0045)" at screen 0.0303922,0.706358 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set label "shallow" at screen 0.424485,0.701011 left font ",15" textcolor rgb "#D55E00" front
  set label "deep" at screen 0.424485,0.789672 left font ",15" textcolor rgb "#0072B2" front
  plot "thresholds.dat" using "threshold":"shallow_test_low":"shallow_test_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#D55E00", \
    "thresholds.dat" using "threshold":"deep_test_low":"deep_test_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#0072B2", \
    "thresholds.dat" using "threshold":"shallow_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#D55E00", \
    "thresholds.dat" using "threshold":"deep_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#0072B2", \
    "thresholds.dat" using "threshold":"shallow_test" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "thresholds.dat" using "threshold":"deep_test" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 2
  set lmargin at screen 0.577794; set rmargin at screen 0.922547
  set bmargin at screen 0.540173; set tmargin at screen 0.872543
  set logscale x; set xrange [0.0584694:0.000855148]
  set yrange [-1:4.06]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("" 0.001, "" 0.002, "" 0.005, "" 0.01, "" 0.02, "" 0.05)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("−1" -1, "0" 0, "1" 1, "2" 2, "3" 3, "4" 4)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "gap (percentage points)" at screen 0.530686,0.706358 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set label "shallow" at screen 0.918602,0.806968 left font ",15" textcolor rgb "#D55E00" front
  set label "deep" at screen 0.918602,0.700576 left font ",15" textcolor rgb "#0072B2" front
  plot "thresholds.dat" using "threshold":"shallow_gap_low":"shallow_gap_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#D55E00", \
    "thresholds.dat" using "threshold":"deep_gap_low":"deep_gap_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#0072B2", \
    "thresholds.dat" using "threshold":"shallow_gap" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "thresholds.dat" using "threshold":"deep_gap" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 3
  set lmargin at screen 0.0836765; set rmargin at screen 0.42843
  set bmargin at screen 0.173121; set tmargin at screen 0.505491
  set logscale x; set xrange [0.0584694:0.000855148]
  set logscale y; set yrange [12.5485:152.624]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("0.001" 0.001, "0.002" 0.002, "0.005" 0.005, "0.01" 0.01, "0.02" 0.02, "0.05" 0.05)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("20" 20, "50" 50, "100" 100)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "threshold of \174ΔL\174 (later stop →)" at screen 0.256053,0.115318 center font ",15" textcolor rgb "#333333" front
  set label "stop epoch" at screen 0.0303922,0.339306 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set label "shallow" at screen 0.424485,0.467575 left font ",15" textcolor rgb "#D55E00" front
  set label "deep" at screen 0.424485,0.491853 left font ",15" textcolor rgb "#0072B2" front
  plot "thresholds.dat" using "threshold":"shallow_stopped_epoch_low":"shallow_stopped_epoch_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#D55E00", \
    "thresholds.dat" using "threshold":"deep_stopped_epoch_low":"deep_stopped_epoch_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#0072B2", \
    "thresholds.dat" using "threshold":"shallow_stopped_epoch" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "thresholds.dat" using "threshold":"deep_stopped_epoch" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 4
  set lmargin at screen 0.577794; set rmargin at screen 0.922547
  set bmargin at screen 0.173121; set tmargin at screen 0.505491
  set logscale x; set xrange [0.0584694:0.000855148]
  set logscale y; set yrange [3927.66:47771.2]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("0.001" 0.001, "0.002" 0.002, "0.005" 0.005, "0.01" 0.01, "0.02" 0.02, "0.05" 0.05)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("5,000" 5000, "10,000" 10000, "20,000" 20000)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "threshold of \174ΔL\174 (later stop →)" at screen 0.750171,0.115318 center font ",15" textcolor rgb "#333333" front
  set label "cost (updates)" at screen 0.50098,0.339306 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set label "shallow" at screen 0.918602,0.467575 left font ",15" textcolor rgb "#D55E00" front
  set label "deep" at screen 0.918602,0.491853 left font ",15" textcolor rgb "#0072B2" front
  plot "thresholds.dat" using "threshold":"shallow_updates_low":"shallow_updates_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#D55E00", \
    "thresholds.dat" using "threshold":"deep_updates_low":"deep_updates_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#0072B2", \
    "thresholds.dat" using "threshold":"shallow_updates" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "thresholds.dat" using "threshold":"deep_updates" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  unset multiplot
  unset output
}
