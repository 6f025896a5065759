# Redraw: gnuplot depth.gp
# Other formats: gnuplot -e 'formats = "pdf"' depth.gp
# A larger PNG: gnuplot -e 'scale = 2' depth.gp
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
  if (format eq "svg") { set terminal svg noenhanced size 1240,550 font "sans-serif,15" background "white" }
  if (format eq "png") { set terminal pngcairo noenhanced size 1240*scale,550*scale font "DejaVu Sans,15" fontscale 0.75*scale linewidth scale pointscale scale background "white" }
  if (format eq "pdf") { set terminal pdfcairo noenhanced size 1240/96.0,550/96.0 font "DejaVu Sans,15" fontscale 0.5625 linewidth 1.5 pointscale 1 background "white" }
  bold = format eq "svg" ? "" : "DejaVu Sans Bold"
  set output prefix . "depth." . format
  set multiplot
  unset key; unset colorbox
  set border 3 linecolor rgb "#333333"

  set label "Shallow and deep networks on handwritten digits" at screen 0.0145161,0.943273 left font ",20" textcolor rgb "#333333" front
  set label "Accuracy on test data (solid) and on the training subset (dashed) by number of hidden layers. Throughout: width 64" at screen 0.0145161,0.892182 left font ",15" textcolor rgb "#5C5C5C" front
  set label "Means of 10 replicates; bands (test): 95 \0045 bootstrap intervals over replicates. Lines join width 64 (shallow, deep). Hidden units: shallow: 64; deep: 64-64-64." at screen 0.0145161,0.0904182 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "Trained on digits with SGD, learning rate 0.1, batch 32. Shown: 3 of 6 stopping rules, evenly spread; 4 of 11 training-set sizes, evenly spread." at screen 0.0145161,0.0580182 left font ",13.5" textcolor rgb "#5C5C5C" front

  # Panel 1
  set lmargin at screen 0.0688306; set rmargin at screen 0.303525
  set bmargin at screen 0.217818; set tmargin at screen 0.799636
  set xrange [0.85:3.15]
  set yrange [75:100.3]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("1" 1, "3" 3)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("75" 75, "80" 80, "85" 85, "90" 90, "95" 95, "100" 100)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stop when \174ΔL\174 \0074 0.05" at screen 0.186178,0.828727 center font ",16" textcolor rgb "#333333" front
  set label "hidden layers" at screen 0.186178,0.145091 center font ",15" textcolor rgb "#333333" front
  set label "accuracy (\0045)" at screen 0.025,0.508727 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set label "n = 250" at screen 0.295477,0.376597 left font ",15" textcolor rgb "#F1834C" front
  set label "n = 3,250" at screen 0.295477,0.607935 left font ",15" textcolor rgb "#CB4878" front
  set label "n = 6,250" at screen 0.295477,0.666914 left font ",15" textcolor rgb "#8B0FA1" front
  set label "n = 10,000" at screen 0.295477,0.698996 left font ",15" textcolor rgb "#2C0594" front
  plot "depth-1.dat" using "hidden_layers":"n250_test_low":"n250_test_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#F1834C", \
    "depth-1.dat" using "hidden_layers":"n3250_test_low":"n3250_test_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#CB4878", \
    "depth-1.dat" using "hidden_layers":"n6250_test_low":"n6250_test_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#8B0FA1", \
    "depth-1.dat" using "hidden_layers":"n10000_test_low":"n10000_test_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#2C0594", \
    "depth-1.dat" using "hidden_layers":"n250_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#F1834C", \
    "depth-1.dat" using "hidden_layers":"n3250_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#CB4878", \
    "depth-1.dat" using "hidden_layers":"n6250_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#8B0FA1", \
    "depth-1.dat" using "hidden_layers":"n10000_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#2C0594", \
    "depth-1.dat" using "hidden_layers":"n250_test" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#F1834C", \
    "depth-1.dat" using "hidden_layers":"n3250_test" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#CB4878", \
    "depth-1.dat" using "hidden_layers":"n6250_test" with linespoints pointtype 5 pointsize 0.495 linewidth 2.2 linecolor rgb "#8B0FA1", \
    "depth-1.dat" using "hidden_layers":"n10000_test" with linespoints pointtype 13 pointsize 0.6875 linewidth 2.2 linecolor rgb "#2C0594"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 2
  set lmargin at screen 0.378145; set rmargin at screen 0.612839
  set bmargin at screen 0.217818; set tmargin at screen 0.799636
  set xrange [0.85:3.15]
  set yrange [75:100.3]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("1" 1, "3" 3)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 75, "" 80, "" 85, "" 90, "" 95, "" 100)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stop when \174ΔL\174 \0074 0.01" at screen 0.495492,0.828727 center font ",16" textcolor rgb "#333333" front
  set label "hidden layers" at screen 0.495492,0.145091 center font ",15" textcolor rgb "#333333" front
  set label "n = 250" at screen 0.604791,0.377118 left font ",15" textcolor rgb "#F1834C" front
  set label "n = 3,250" at screen 0.604791,0.619199 left font ",15" textcolor rgb "#CB4878" front
  set label "n = 6,250" at screen 0.604791,0.680917 left font ",15" textcolor rgb "#8B0FA1" front
  set label "n = 10,000" at screen 0.604791,0.740137 left font ",15" textcolor rgb "#2C0594" front
  plot "depth-2.dat" using "hidden_layers":"n250_test_low":"n250_test_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#F1834C", \
    "depth-2.dat" using "hidden_layers":"n3250_test_low":"n3250_test_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#CB4878", \
    "depth-2.dat" using "hidden_layers":"n6250_test_low":"n6250_test_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#8B0FA1", \
    "depth-2.dat" using "hidden_layers":"n10000_test_low":"n10000_test_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#2C0594", \
    "depth-2.dat" using "hidden_layers":"n250_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#F1834C", \
    "depth-2.dat" using "hidden_layers":"n3250_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#CB4878", \
    "depth-2.dat" using "hidden_layers":"n6250_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#8B0FA1", \
    "depth-2.dat" using "hidden_layers":"n10000_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#2C0594", \
    "depth-2.dat" using "hidden_layers":"n250_test" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#F1834C", \
    "depth-2.dat" using "hidden_layers":"n3250_test" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#CB4878", \
    "depth-2.dat" using "hidden_layers":"n6250_test" with linespoints pointtype 5 pointsize 0.495 linewidth 2.2 linecolor rgb "#8B0FA1", \
    "depth-2.dat" using "hidden_layers":"n10000_test" with linespoints pointtype 13 pointsize 0.6875 linewidth 2.2 linecolor rgb "#2C0594"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 3
  set lmargin at screen 0.68746; set rmargin at screen 0.922154
  set bmargin at screen 0.217818; set tmargin at screen 0.799636
  set xrange [0.85:3.15]
  set yrange [75:100.3]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("1" 1, "3" 3)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 75, "" 80, "" 85, "" 90, "" 95, "" 100)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stop when \174ΔL\174 \0074 0.001" at screen 0.804807,0.828727 center font ",16" textcolor rgb "#333333" front
  set label "hidden layers" at screen 0.804807,0.145091 center font ",15" textcolor rgb "#333333" front
  set label "n = 250" at screen 0.914106,0.384432 left font ",15" textcolor rgb "#F1834C" front
  set label "n = 3,250" at screen 0.914106,0.641884 left font ",15" textcolor rgb "#CB4878" front
  set label "n = 6,250" at screen 0.914106,0.70752 left font ",15" textcolor rgb "#8B0FA1" front
  set label "n = 10,000" at screen 0.914106,0.759577 left font ",15" textcolor rgb "#2C0594" front
  plot "depth-3.dat" using "hidden_layers":"n250_test_low":"n250_test_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#F1834C", \
    "depth-3.dat" using "hidden_layers":"n3250_test_low":"n3250_test_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#CB4878", \
    "depth-3.dat" using "hidden_layers":"n6250_test_low":"n6250_test_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#8B0FA1", \
    "depth-3.dat" using "hidden_layers":"n10000_test_low":"n10000_test_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#2C0594", \
    "depth-3.dat" using "hidden_layers":"n250_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#F1834C", \
    "depth-3.dat" using "hidden_layers":"n3250_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#CB4878", \
    "depth-3.dat" using "hidden_layers":"n6250_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#8B0FA1", \
    "depth-3.dat" using "hidden_layers":"n10000_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#2C0594", \
    "depth-3.dat" using "hidden_layers":"n250_test" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#F1834C", \
    "depth-3.dat" using "hidden_layers":"n3250_test" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#CB4878", \
    "depth-3.dat" using "hidden_layers":"n6250_test" with linespoints pointtype 5 pointsize 0.495 linewidth 2.2 linecolor rgb "#8B0FA1", \
    "depth-3.dat" using "hidden_layers":"n10000_test" with linespoints pointtype 13 pointsize 0.6875 linewidth 2.2 linecolor rgb "#2C0594"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  unset multiplot
  unset output
}
