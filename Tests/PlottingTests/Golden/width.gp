# Redraw: gnuplot width.gp
# Other formats: gnuplot -e 'formats = "pdf"' width.gp
# A larger PNG: gnuplot -e 'scale = 2' width.gp
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
  if (format eq "svg") { set terminal svg noenhanced size 1240,706 font "sans-serif,15" background "white" }
  if (format eq "png") { set terminal pngcairo noenhanced size 1240*scale,706*scale font "DejaVu Sans,15" fontscale 0.75*scale linewidth scale pointscale scale background "white" }
  if (format eq "pdf") { set terminal pdfcairo noenhanced size 1240/96.0,706/96.0 font "DejaVu Sans,15" fontscale 0.5625 linewidth 1.5 pointscale 1 background "white" }
  bold = format eq "svg" ? "" : "DejaVu Sans Bold"
  set output prefix . "width." . format
  set multiplot
  unset key; unset colorbox
  set border 3 linecolor rgb "#333333"

  set label "A rich study" at screen 0.0145161,0.955807 left font ",20" textcolor rgb "#333333" front
  set label "Accuracy on test data (solid) and on the training subset (dashed) by width of the layers. Throughout: 1 hidden layer, learning rate 0.0012345," at screen 0.0145161,0.916006 left font ",15" textcolor rgb "#5C5C5C" front
  set label "uniform(−1,1)\0057uniform(−1,1), batch 32" at screen 0.0145161,0.88796 left font ",15" textcolor rgb "#5C5C5C" front
  set label "Means of 10 replicates (10 data draws × 3 initial weights); bands (test): 95 \0045 bootstrap intervals over replicates. stop when \174ΔL\174 \0074 0.05, n = 2,000: as many" at screen 0.0145161,0.221884 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "parameters P as samples n times outputs k = 10 at width 270; train error above 0 in some replicate of the widest network. stop when \174ΔL\174 \0074 0.01, n = 2,000: as" at screen 0.0145161,0.196643 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "many parameters P as samples n times outputs k = 10 at width 270; train error above 0 in some replicate of the widest network. no stopping, n = 2,000: as many" at screen 0.0145161,0.171402 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "parameters P as samples n times outputs k = 10 at width 270; train error 0 in all replicates from width 4 on. Lines join 1 hidden layer (narrow, depth-1, wide). Not" at screen 0.0145161,0.146161 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "shown, because they do not differ from these in width alone: depth-2, depth-3, depth-4, matched-2, matched-3, matched-4, cone, linear, funnel. Trained on digits with" at screen 0.0145161,0.120921 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "SGD. Chosen on validation data for each model, size, rule and replicate: decay 0.9, 0.95 or 1. Shown: 3 of 6 stopping rules, evenly spread; 3 of 5 training-set sizes," at screen 0.0145161,0.0956799 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "evenly spread; 1 of 12 settings, which differ in learning rate alone, else as the best, evenly spread with the best among them. The best: depth-4 with learning rate" at screen 0.0145161,0.0704391 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "0.0012345, uniform(−1,1)\0057uniform(−1,1), batch 32, by test accuracy at n = 2,000 after the last epoch, for illustration: there are no validation data to select by." at screen 0.0145161,0.0451983 left font ",13.5" textcolor rgb "#5C5C5C" front

  # Panel 1
  set lmargin at screen 0.0688306; set rmargin at screen 0.307023
  set bmargin at screen 0.32165; set tmargin at screen 0.675758
  set logscale x; set xrange [3.13834:652.575]
  set yrange [70:100.36]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("5" 5, "10" 10, "20" 20, "50" 50, "100" 100, "200" 200, "500" 500)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("70" 70, "80" 80, "90" 90, "100" 100)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stop when \174ΔL\174 \0074 0.05" at screen 0.187927,0.838527 center font ",16" textcolor rgb "#333333" front
  set label "units of each hidden layer" at screen 0.187927,0.264993 center font ",15" textcolor rgb "#333333" front
  set label "accuracy (\0045)" at screen 0.025,0.498704 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set label "n = 100" at screen 0.303454,0.440233 left font ",15" textcolor rgb "#F1834C" front
  set label "n = 500" at screen 0.303454,0.502817 left font ",15" textcolor rgb "#AF2A90" front
  set label "n = 2,000" at screen 0.303454,0.56075 left font ",15" textcolor rgb "#2C0594" front
  set label "P = n·k" at screen 0.267061,0.689922 left rotate by 90 font ",13.5" textcolor rgb "#5C5C5C" front
  set arrow from screen 0.267061,0.675758 to screen 0.267061,0.685673 nohead linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 266.533, graph 0 to first 266.533, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  plot "width-1.dat" using "width":"n100_test_accuracy_low":"n100_test_accuracy_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#F1834C", \
    "width-1.dat" using "width":"n500_test_accuracy_low":"n500_test_accuracy_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#AF2A90", \
    "width-1.dat" using "width":"n2000_test_accuracy_low":"n2000_test_accuracy_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#2C0594", \
    "width-1.dat" using "width":"n100_train_accuracy" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#F1834C", \
    "width-1.dat" using "width":"n500_train_accuracy" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#AF2A90", \
    "width-1.dat" using "width":"n2000_train_accuracy" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#2C0594", \
    "width-1.dat" using "width":"n100_test_accuracy" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#F1834C", \
    "width-1.dat" using "width":"n500_test_accuracy" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#AF2A90", \
    "width-1.dat" using "width":"n2000_test_accuracy" with linespoints pointtype 5 pointsize 0.495 linewidth 2.2 linecolor rgb "#2C0594"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 2
  set lmargin at screen 0.378145; set rmargin at screen 0.616337
  set bmargin at screen 0.32165; set tmargin at screen 0.675758
  set logscale x; set xrange [3.13834:652.575]
  set yrange [70:100.36]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("5" 5, "10" 10, "20" 20, "50" 50, "100" 100, "200" 200, "500" 500)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 70, "" 80, "" 90, "" 100)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stop when \174ΔL\174 \0074 0.01" at screen 0.497241,0.838527 center font ",16" textcolor rgb "#333333" front
  set label "units of each hidden layer" at screen 0.497241,0.264993 center font ",15" textcolor rgb "#333333" front
  set label "n = 100" at screen 0.612769,0.442111 left font ",15" textcolor rgb "#F1834C" front
  set label "n = 500" at screen 0.612769,0.508048 left font ",15" textcolor rgb "#AF2A90" front
  set label "n = 2,000" at screen 0.612769,0.565981 left font ",15" textcolor rgb "#2C0594" front
  set label "P = n·k" at screen 0.576376,0.689922 left rotate by 90 font ",13.5" textcolor rgb "#5C5C5C" front
  set arrow from screen 0.576376,0.675758 to screen 0.576376,0.685673 nohead linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 266.533, graph 0 to first 266.533, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  plot "width-2.dat" using "width":"n100_test_accuracy_low":"n100_test_accuracy_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#F1834C", \
    "width-2.dat" using "width":"n500_test_accuracy_low":"n500_test_accuracy_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#AF2A90", \
    "width-2.dat" using "width":"n2000_test_accuracy_low":"n2000_test_accuracy_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#2C0594", \
    "width-2.dat" using "width":"n100_train_accuracy" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#F1834C", \
    "width-2.dat" using "width":"n500_train_accuracy" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#AF2A90", \
    "width-2.dat" using "width":"n2000_train_accuracy" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#2C0594", \
    "width-2.dat" using "width":"n100_test_accuracy" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#F1834C", \
    "width-2.dat" using "width":"n500_test_accuracy" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#AF2A90", \
    "width-2.dat" using "width":"n2000_test_accuracy" with linespoints pointtype 5 pointsize 0.495 linewidth 2.2 linecolor rgb "#2C0594"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 3
  set lmargin at screen 0.68746; set rmargin at screen 0.925652
  set bmargin at screen 0.32165; set tmargin at screen 0.675758
  set logscale x; set xrange [3.13834:652.575]
  set yrange [70:100.36]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("5" 5, "10" 10, "20" 20, "50" 50, "100" 100, "200" 200, "500" 500)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 70, "" 80, "" 90, "" 100)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "no stopping" at screen 0.806556,0.838527 center font ",16" textcolor rgb "#333333" front
  set label "units of each hidden layer" at screen 0.806556,0.264993 center font ",15" textcolor rgb "#333333" front
  set label "n = 100" at screen 0.922083,0.445127 left font ",15" textcolor rgb "#F1834C" front
  set label "n = 500" at screen 0.922083,0.512715 left font ",15" textcolor rgb "#AF2A90" front
  set label "n = 2,000" at screen 0.922083,0.570648 left font ",15" textcolor rgb "#2C0594" front
  set label "P = n·k" at screen 0.88569,0.689922 left rotate by 90 font ",13.5" textcolor rgb "#5C5C5C" front
  set label "train error 0" at screen 0.698287,0.689922 left rotate by 90 font ",13.5" textcolor rgb "#5C5C5C" front
  set arrow from screen 0.88569,0.675758 to screen 0.88569,0.685673 nohead linecolor rgb "#8E8E8E" linewidth 1
  set arrow from screen 0.698287,0.675758 to screen 0.698287,0.685673 nohead linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 266.533, graph 0 to first 266.533, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 4, graph 0 to first 4, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  plot "width-3.dat" using "width":"n100_test_accuracy_low":"n100_test_accuracy_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#F1834C", \
    "width-3.dat" using "width":"n500_test_accuracy_low":"n500_test_accuracy_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#AF2A90", \
    "width-3.dat" using "width":"n2000_test_accuracy_low":"n2000_test_accuracy_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#2C0594", \
    "width-3.dat" using "width":"n100_train_accuracy" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#F1834C", \
    "width-3.dat" using "width":"n500_train_accuracy" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#AF2A90", \
    "width-3.dat" using "width":"n2000_train_accuracy" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#2C0594", \
    "width-3.dat" using "width":"n100_test_accuracy" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#F1834C", \
    "width-3.dat" using "width":"n500_test_accuracy" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#AF2A90", \
    "width-3.dat" using "width":"n2000_test_accuracy" with linespoints pointtype 5 pointsize 0.495 linewidth 2.2 linecolor rgb "#2C0594"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  unset multiplot
  unset output
}
