# Redraw: gnuplot bias-variance.gp
# Other formats: gnuplot -e 'formats = "pdf"' bias-variance.gp
# A larger PNG: gnuplot -e 'scale = 2' bias-variance.gp
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
  if (format eq "svg") { set terminal svg noenhanced size 1240,987 font "sans-serif,15" background "white" }
  if (format eq "png") { set terminal pngcairo noenhanced size 1240*scale,987*scale font "DejaVu Sans,15" fontscale 0.75*scale linewidth scale pointscale scale background "white" }
  if (format eq "pdf") { set terminal pdfcairo noenhanced size 1240/96.0,987/96.0 font "DejaVu Sans,15" fontscale 0.5625 linewidth 1.5 pointscale 1 background "white" }
  bold = format eq "svg" ? "" : "DejaVu Sans Bold"
  set output prefix . "bias-variance." . format
  set multiplot
  unset key; unset colorbox
  set border 3 linecolor rgb "#333333"

  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.0145161,0.968389 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.0145161,0.941641 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.0145161,0.914894 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習終" at screen 0.0145161,0.888146 left font ",20" textcolor rgb "#333333" front
  set label "Where the test error (black) comes from: bias, and variance of predictions by what is drawn. Throughout: no stopping, uniform(−1,1)\0057uniform(−1,1)," at screen 0.0145161,0.859676 left font ",15" textcolor rgb "#5C5C5C" front
  set label "batch 32" at screen 0.0145161,0.839615 left font ",15" textcolor rgb "#5C5C5C" front
  set label "10 draws of the data × 3 draws of the initial weights; bands: 95 \0045 jackknife intervals over both. The parts add up to the test error; its distance to the train error is" at screen 0.0145161,0.122604 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "the gap in accuracy. Hidden units: model 1 = WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW:" at screen 0.0145161,0.104549 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "64; model 3 = the network with a very long name a very long name of 64 characters: 64-64-64; short: 32. Trained on digits with SGD. Shown: 3 of 4 models, evenly" at screen 0.0145161,0.0864944 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "spread with the best among them; 1 of 3 stopping rules, the one that trains longest; 2 of 8 settings, which differ in learning rate alone, else as the best. The best:" at screen 0.0145161,0.0684397 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "model 3 with learning rate 0.0012345, uniform(−1,1)\0057uniform(−1,1), batch 32, by test accuracy at n = 10,000 after the last epoch, for illustration: there are no" at screen 0.0145161,0.050385 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "validation data to select by." at screen 0.0145161,0.0323303 left font ",13.5" textcolor rgb "#5C5C5C" front

  # Panel 1
  set lmargin at screen 0.071371; set rmargin at screen 0.272038
  set bmargin at screen 0.515502; set tmargin at screen 0.768794
  set logscale x; set xrange [85.1138:11749]
  set yrange [-10:40.6]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("100" 100, "200" 200, "500" 500, "1,000" 1000, "10,000" 10000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("−10" -10, "0" 0, "10" 10, "20" 20, "30" 30, "40" 40)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "0.0012345" at screen 0.171704,0.785005 center font ",16" textcolor rgb "#333333" front
  set label "model 1, learning rate" at screen 0.171704,0.804255 center font ",16" textcolor rgb "#333333" front
  set label "error (\0045)" at screen 0.025,0.642148 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set label "train error" at screen 0.272732,0.52803 left font ",15" textcolor rgb "#333333" front
  set label "both together" at screen 0.272732,0.562072 left font ",15" textcolor rgb "#CC79A7" front
  set label "initial weights" at screen 0.272732,0.545051 left font ",15" textcolor rgb "#009E73" front
  set label "draw of data" at screen 0.272732,0.579094 left font ",15" textcolor rgb "#0072B2" front
  set label "bias" at screen 0.272732,0.596115 left font ",15" textcolor rgb "#D55E00" front
  set label "test error" at screen 0.272732,0.613136 left font ",15" textcolor rgb "#333333" front
  plot "bias-variance-1.dat" using "size":"interaction_low":"interaction_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#CC79A7", \
    "bias-variance-1.dat" using "size":"initial_weights_low":"initial_weights_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#009E73", \
    "bias-variance-1.dat" using "size":"data_low":"data_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#0072B2", \
    "bias-variance-1.dat" using "size":"bias_low":"bias_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#D55E00", \
    "bias-variance-1.dat" using "size":"train_error" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#333333", \
    "bias-variance-1.dat" using "size":"interaction" with linespoints pointtype 13 pointsize 0.6875 linewidth 2.2 linecolor rgb "#CC79A7", \
    "bias-variance-1.dat" using "size":"initial_weights" with linespoints pointtype 5 pointsize 0.495 linewidth 2.2 linecolor rgb "#009E73", \
    "bias-variance-1.dat" using "size":"data" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#0072B2", \
    "bias-variance-1.dat" using "size":"bias" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "bias-variance-1.dat" using "size":"test_error" with lines linewidth 2.2 linecolor rgb "#333333"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 2
  set lmargin at screen 0.381499; set rmargin at screen 0.582165
  set bmargin at screen 0.515502; set tmargin at screen 0.768794
  set logscale x; set xrange [85.1138:11749]
  set yrange [-10:40.6]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("100" 100, "200" 200, "500" 500, "1,000" 1000, "10,000" 10000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" -10, "" 0, "" 10, "" 20, "" 30, "" 40)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "0.0012345" at screen 0.481832,0.785005 center font ",16" textcolor rgb "#333333" front
  set label "model 3, learning rate" at screen 0.481832,0.804255 center font ",16" textcolor rgb "#333333" front
  set label "train error" at screen 0.58286,0.525755 left font ",15" textcolor rgb "#333333" front
  set label "both together" at screen 0.58286,0.559797 left font ",15" textcolor rgb "#CC79A7" front
  set label "initial weights" at screen 0.58286,0.542776 left font ",15" textcolor rgb "#009E73" front
  set label "draw of data" at screen 0.58286,0.576819 left font ",15" textcolor rgb "#0072B2" front
  set label "bias" at screen 0.58286,0.59384 left font ",15" textcolor rgb "#D55E00" front
  set label "test error" at screen 0.58286,0.610861 left font ",15" textcolor rgb "#333333" front
  plot "bias-variance-2.dat" using "size":"interaction_low":"interaction_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#CC79A7", \
    "bias-variance-2.dat" using "size":"initial_weights_low":"initial_weights_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#009E73", \
    "bias-variance-2.dat" using "size":"data_low":"data_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#0072B2", \
    "bias-variance-2.dat" using "size":"bias_low":"bias_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#D55E00", \
    "bias-variance-2.dat" using "size":"train_error" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#333333", \
    "bias-variance-2.dat" using "size":"interaction" with linespoints pointtype 13 pointsize 0.6875 linewidth 2.2 linecolor rgb "#CC79A7", \
    "bias-variance-2.dat" using "size":"initial_weights" with linespoints pointtype 5 pointsize 0.495 linewidth 2.2 linecolor rgb "#009E73", \
    "bias-variance-2.dat" using "size":"data" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#0072B2", \
    "bias-variance-2.dat" using "size":"bias" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "bias-variance-2.dat" using "size":"test_error" with lines linewidth 2.2 linecolor rgb "#333333"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 3
  set lmargin at screen 0.691626; set rmargin at screen 0.892293
  set bmargin at screen 0.515502; set tmargin at screen 0.768794
  set logscale x; set xrange [85.1138:11749]
  set yrange [-10:40.6]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("100" 100, "200" 200, "500" 500, "1,000" 1000, "10,000" 10000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" -10, "" 0, "" 10, "" 20, "" 30, "" 40)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "0.0012345" at screen 0.79196,0.785005 center font ",16" textcolor rgb "#333333" front
  set label "short, learning rate" at screen 0.79196,0.804255 center font ",16" textcolor rgb "#333333" front
  set label "train error" at screen 0.892987,0.527813 left font ",15" textcolor rgb "#333333" front
  set label "both together" at screen 0.892987,0.561855 left font ",15" textcolor rgb "#CC79A7" front
  set label "initial weights" at screen 0.892987,0.544834 left font ",15" textcolor rgb "#009E73" front
  set label "draw of data" at screen 0.892987,0.578876 left font ",15" textcolor rgb "#0072B2" front
  set label "bias" at screen 0.892987,0.595898 left font ",15" textcolor rgb "#D55E00" front
  set label "test error" at screen 0.892987,0.612919 left font ",15" textcolor rgb "#333333" front
  plot "bias-variance-3.dat" using "size":"interaction_low":"interaction_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#CC79A7", \
    "bias-variance-3.dat" using "size":"initial_weights_low":"initial_weights_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#009E73", \
    "bias-variance-3.dat" using "size":"data_low":"data_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#0072B2", \
    "bias-variance-3.dat" using "size":"bias_low":"bias_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#D55E00", \
    "bias-variance-3.dat" using "size":"train_error" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#333333", \
    "bias-variance-3.dat" using "size":"interaction" with linespoints pointtype 13 pointsize 0.6875 linewidth 2.2 linecolor rgb "#CC79A7", \
    "bias-variance-3.dat" using "size":"initial_weights" with linespoints pointtype 5 pointsize 0.495 linewidth 2.2 linecolor rgb "#009E73", \
    "bias-variance-3.dat" using "size":"data" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#0072B2", \
    "bias-variance-3.dat" using "size":"bias" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "bias-variance-3.dat" using "size":"test_error" with lines linewidth 2.2 linecolor rgb "#333333"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 4
  set lmargin at screen 0.071371; set rmargin at screen 0.272038
  set bmargin at screen 0.194326; set tmargin at screen 0.447619
  set logscale x; set xrange [85.1138:11749]
  set yrange [-10:40.6]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("100" 100, "200" 200, "500" 500, "1,000" 1000, "10,000" 10000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("−10" -10, "0" 0, "10" 10, "20" 20, "30" 30, "40" 40)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "model 1, learning rate 0.1" at screen 0.171704,0.46383 center font ",16" textcolor rgb "#333333" front
  set label "training-set size n" at screen 0.171704,0.153799 center font ",15" textcolor rgb "#333333" front
  set label "error (\0045)" at screen 0.025,0.320973 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set label "train error" at screen 0.272732,0.22537 left font ",15" textcolor rgb "#333333" front
  set label "both together" at screen 0.272732,0.259412 left font ",15" textcolor rgb "#CC79A7" front
  set label "initial weights" at screen 0.272732,0.242391 left font ",15" textcolor rgb "#009E73" front
  set label "draw of data" at screen 0.272732,0.276433 left font ",15" textcolor rgb "#0072B2" front
  set label "bias" at screen 0.272732,0.293455 left font ",15" textcolor rgb "#D55E00" front
  set label "test error" at screen 0.272732,0.319524 left font ",15" textcolor rgb "#333333" front
  plot "bias-variance-4.dat" using "size":"interaction_low":"interaction_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#CC79A7", \
    "bias-variance-4.dat" using "size":"initial_weights_low":"initial_weights_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#009E73", \
    "bias-variance-4.dat" using "size":"data_low":"data_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#0072B2", \
    "bias-variance-4.dat" using "size":"bias_low":"bias_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#D55E00", \
    "bias-variance-4.dat" using "size":"train_error" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#333333", \
    "bias-variance-4.dat" using "size":"interaction" with linespoints pointtype 13 pointsize 0.6875 linewidth 2.2 linecolor rgb "#CC79A7", \
    "bias-variance-4.dat" using "size":"initial_weights" with linespoints pointtype 5 pointsize 0.495 linewidth 2.2 linecolor rgb "#009E73", \
    "bias-variance-4.dat" using "size":"data" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#0072B2", \
    "bias-variance-4.dat" using "size":"bias" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "bias-variance-4.dat" using "size":"test_error" with lines linewidth 2.2 linecolor rgb "#333333"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 5
  set lmargin at screen 0.381499; set rmargin at screen 0.582165
  set bmargin at screen 0.194326; set tmargin at screen 0.447619
  set logscale x; set xrange [85.1138:11749]
  set yrange [-10:40.6]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("100" 100, "200" 200, "500" 500, "1,000" 1000, "10,000" 10000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" -10, "" 0, "" 10, "" 20, "" 30, "" 40)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "model 3, learning rate 0.1" at screen 0.481832,0.46383 center font ",16" textcolor rgb "#333333" front
  set label "training-set size n" at screen 0.481832,0.153799 center font ",15" textcolor rgb "#333333" front
  set label "train error" at screen 0.58286,0.224005 left font ",15" textcolor rgb "#333333" front
  set label "both together" at screen 0.58286,0.258047 left font ",15" textcolor rgb "#CC79A7" front
  set label "initial weights" at screen 0.58286,0.241026 left font ",15" textcolor rgb "#009E73" front
  set label "draw of data" at screen 0.58286,0.275068 left font ",15" textcolor rgb "#0072B2" front
  set label "bias" at screen 0.58286,0.29209 left font ",15" textcolor rgb "#D55E00" front
  set label "test error" at screen 0.58286,0.312699 left font ",15" textcolor rgb "#333333" front
  plot "bias-variance-5.dat" using "size":"interaction_low":"interaction_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#CC79A7", \
    "bias-variance-5.dat" using "size":"initial_weights_low":"initial_weights_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#009E73", \
    "bias-variance-5.dat" using "size":"data_low":"data_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#0072B2", \
    "bias-variance-5.dat" using "size":"bias_low":"bias_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#D55E00", \
    "bias-variance-5.dat" using "size":"train_error" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#333333", \
    "bias-variance-5.dat" using "size":"interaction" with linespoints pointtype 13 pointsize 0.6875 linewidth 2.2 linecolor rgb "#CC79A7", \
    "bias-variance-5.dat" using "size":"initial_weights" with linespoints pointtype 5 pointsize 0.495 linewidth 2.2 linecolor rgb "#009E73", \
    "bias-variance-5.dat" using "size":"data" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#0072B2", \
    "bias-variance-5.dat" using "size":"bias" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "bias-variance-5.dat" using "size":"test_error" with lines linewidth 2.2 linecolor rgb "#333333"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 6
  set lmargin at screen 0.691626; set rmargin at screen 0.892293
  set bmargin at screen 0.194326; set tmargin at screen 0.447619
  set logscale x; set xrange [85.1138:11749]
  set yrange [-10:40.6]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("100" 100, "200" 200, "500" 500, "1,000" 1000, "10,000" 10000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" -10, "" 0, "" 10, "" 20, "" 30, "" 40)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "short, learning rate 0.1" at screen 0.79196,0.46383 center font ",16" textcolor rgb "#333333" front
  set label "training-set size n" at screen 0.79196,0.153799 center font ",15" textcolor rgb "#333333" front
  set label "train error" at screen 0.892987,0.225239 left font ",15" textcolor rgb "#333333" front
  set label "both together" at screen 0.892987,0.259282 left font ",15" textcolor rgb "#CC79A7" front
  set label "initial weights" at screen 0.892987,0.242261 left font ",15" textcolor rgb "#009E73" front
  set label "draw of data" at screen 0.892987,0.276303 left font ",15" textcolor rgb "#0072B2" front
  set label "bias" at screen 0.892987,0.293324 left font ",15" textcolor rgb "#D55E00" front
  set label "test error" at screen 0.892987,0.318873 left font ",15" textcolor rgb "#333333" front
  plot "bias-variance-6.dat" using "size":"interaction_low":"interaction_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#CC79A7", \
    "bias-variance-6.dat" using "size":"initial_weights_low":"initial_weights_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#009E73", \
    "bias-variance-6.dat" using "size":"data_low":"data_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#0072B2", \
    "bias-variance-6.dat" using "size":"bias_low":"bias_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#D55E00", \
    "bias-variance-6.dat" using "size":"train_error" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#333333", \
    "bias-variance-6.dat" using "size":"interaction" with linespoints pointtype 13 pointsize 0.6875 linewidth 2.2 linecolor rgb "#CC79A7", \
    "bias-variance-6.dat" using "size":"initial_weights" with linespoints pointtype 5 pointsize 0.495 linewidth 2.2 linecolor rgb "#009E73", \
    "bias-variance-6.dat" using "size":"data" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#0072B2", \
    "bias-variance-6.dat" using "size":"bias" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "bias-variance-6.dat" using "size":"test_error" with lines linewidth 2.2 linecolor rgb "#333333"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  unset multiplot
  unset output
}
