# Redraw: gnuplot progress.gp
# Other formats: gnuplot -e 'formats = "pdf"' progress.gp
# A larger PNG: gnuplot -e 'formats = "png"; scale = 2' progress.gp
if (!exists("formats")) formats = "gif svg"
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
  if (format eq "svg") { set terminal svg noenhanced size 860,634 font "sans-serif,15" background "white" }
  if (format eq "png") { set terminal pngcairo noenhanced size 860*scale,634*scale font "DejaVu Sans,15" fontscale 0.75*scale linewidth scale pointscale scale background "white" }
  if (format eq "pdf") { set terminal pdfcairo noenhanced size 860/96.0,634/96.0 font "DejaVu Sans,15" fontscale 0.5625 linewidth 1.5 pointscale 1 background "white" }
  if (format eq "gif") { set terminal gif noenhanced animate delay 31 loop 0 size 860,634 font "DejaVu Sans,15" fontscale 0.75 background "white" }
  bold = format eq "svg" ? "" : "DejaVu Sans Bold"
  set output prefix . "progress." . format
  frames = format eq "gif" ? "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20" : "20"
  do for [frame in frames] {
  epoch = word("1 2 3 4 5 6 7 10 14 19 27 37 51 71 99 137 137 137 137 137", frame + 0)
  last1 = word("0 1 2 3 4 5 6 9 13 18 26 36 50 70 98 116 116 116 116 116", frame + 0) + 0
  last2 = word("0 1 2 3 4 5 6 9 13 18 26 36 50 70 98 136 136 136 136 136", frame + 0) + 0
  set multiplot
  unset key; unset colorbox
  set border 3 linecolor rgb "#333333"

  set label "Shallow and deep networks on handwritten digits" at screen 0.0209302,0.950789 left font ",20" textcolor rgb "#333333" front
  set label "Training at n = 10,000, epoch by epoch" at screen 0.0209302,0.906467 left font ",15" textcolor rgb "#5C5C5C" front
  set label "Means of 10 replicates. Means are of fewer, down to 8, where some had ended. Hidden units: shallow: 64; deep:" at screen 0.0209302,0.0784385 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "64-64-64. Trained on digits with SGD, learning rate 0.1, batch 32." at screen 0.0209302,0.0503312 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "epoch " . epoch at screen 0.804651,0.950789 left font ",20" textcolor rgb "#333333" front

  # Panel 1
  set lmargin at screen 0.0992442; set rmargin at screen 0.486407
  set bmargin at screen 0.526498; set tmargin at screen 0.826183
  set logscale x; set xrange [0.951991:143.909]
  set yrange [0:3.036]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("" 1, "" 2, "" 5, "" 10, "" 20, "" 50, "" 100)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("0" 0, "1" 1, "2" 2, "3" 3)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "shallow" at screen 0.292826,0.85142 center font ",16" textcolor rgb "#333333" front
  set label "loss" at screen 0.0580233,0.676341 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set label "train" at screen 0.480902,0.532399 left font ",15" textcolor rgb "#D55E00" front
  set label "test" at screen 0.480902,0.561514 left font ",15" textcolor rgb "#0072B2" front
  plot "progress-1.dat" every ::::last1 using "epoch":"train_loss" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#D55E00", \
    "progress-1.dat" every ::last1::last1 using "epoch":"train_loss" with points pointtype 7 pointsize 0.7 linecolor rgb "#D55E00", \
    "progress-1.dat" every ::::last1 using "epoch":"test_loss" with lines linewidth 2.2 linecolor rgb "#0072B2", \
    "progress-1.dat" every ::last1::last1 using "epoch":"test_loss" with points pointtype 7 pointsize 0.7 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 2
  set lmargin at screen 0.542544; set rmargin at screen 0.929707
  set bmargin at screen 0.526498; set tmargin at screen 0.826183
  set logscale x; set xrange [0.951991:143.909]
  set yrange [0:3.036]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("" 1, "" 2, "" 5, "" 10, "" 20, "" 50, "" 100)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 0, "" 1, "" 2, "" 3)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "deep" at screen 0.736126,0.85142 center font ",16" textcolor rgb "#333333" front
  set label "train" at screen 0.936377,0.528338 left font ",15" textcolor rgb "#D55E00" front
  set label "test" at screen 0.936377,0.556234 left font ",15" textcolor rgb "#0072B2" front
  plot "progress-2.dat" every ::::last2 using "epoch":"train_loss" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#D55E00", \
    "progress-2.dat" every ::last2::last2 using "epoch":"train_loss" with points pointtype 7 pointsize 0.7 linecolor rgb "#D55E00", \
    "progress-2.dat" every ::::last2 using "epoch":"test_loss" with lines linewidth 2.2 linecolor rgb "#0072B2", \
    "progress-2.dat" every ::last2::last2 using "epoch":"test_loss" with points pointtype 7 pointsize 0.7 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 3
  set lmargin at screen 0.0992442; set rmargin at screen 0.486407
  set bmargin at screen 0.188959; set tmargin at screen 0.488644
  set logscale x; set xrange [0.951991:143.909]
  set yrange [20:100.96]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("1" 1, "2" 2, "5" 5, "10" 10, "20" 20, "50" 50, "100" 100)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("20" 20, "40" 40, "60" 60, "80" 80, "100" 100)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "epoch" at screen 0.292826,0.125868 center font ",15" textcolor rgb "#333333" front
  set label "accuracy (\0045)" at screen 0.0360465,0.338801 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set label "train" at screen 0.480902,0.484603 left font ",15" textcolor rgb "#D55E00" front
  set label "test" at screen 0.480902,0.458104 left font ",15" textcolor rgb "#0072B2" front
  plot "progress-1.dat" every ::::last1 using "epoch":"train_accuracy" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#D55E00", \
    "progress-1.dat" every ::last1::last1 using "epoch":"train_accuracy" with points pointtype 7 pointsize 0.7 linecolor rgb "#D55E00", \
    "progress-1.dat" every ::::last1 using "epoch":"test_accuracy" with lines linewidth 2.2 linecolor rgb "#0072B2", \
    "progress-1.dat" every ::last1::last1 using "epoch":"test_accuracy" with points pointtype 7 pointsize 0.7 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 4
  set lmargin at screen 0.542544; set rmargin at screen 0.929707
  set bmargin at screen 0.188959; set tmargin at screen 0.488644
  set logscale x; set xrange [0.951991:143.909]
  set yrange [20:100.96]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("1" 1, "2" 2, "5" 5, "10" 10, "20" 20, "50" 50, "100" 100)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 20, "" 40, "" 60, "" 80, "" 100)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "epoch" at screen 0.736126,0.125868 center font ",15" textcolor rgb "#333333" front
  set label "train" at screen 0.936377,0.488972 left font ",15" textcolor rgb "#D55E00" front
  set label "test" at screen 0.936377,0.462474 left font ",15" textcolor rgb "#0072B2" front
  plot "progress-2.dat" every ::::last2 using "epoch":"train_accuracy" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#D55E00", \
    "progress-2.dat" every ::last2::last2 using "epoch":"train_accuracy" with points pointtype 7 pointsize 0.7 linecolor rgb "#D55E00", \
    "progress-2.dat" every ::::last2 using "epoch":"test_accuracy" with lines linewidth 2.2 linecolor rgb "#0072B2", \
    "progress-2.dat" every ::last2::last2 using "epoch":"test_accuracy" with points pointtype 7 pointsize 0.7 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  unset multiplot
  }
  unset output
}
