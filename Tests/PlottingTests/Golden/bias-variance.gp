# Redraw: gnuplot bias-variance.gp
# Other formats: gnuplot -e 'formats = "pdf"' bias-variance.gp
# A larger PNG: gnuplot -e 'scale = 2' bias-variance.gp
if (!exists("formats")) formats = "svg png"
if (!exists("prefix")) prefix = ""
if (!exists("scale")) scale = 1

set encoding utf8
set datafile missing "?"
plain(x) = x != x ? "" : (x < -0.05 ? "−" : "") . sprintf("%.1f", abs(x))
signed(x) = (x >= 0.05 ? "+" : "") . plain(x)
inside(x, low, high) = x < low ? low : x > high ? high : x
dash(x) = x == 0 ? "–" : ""
dagger(x) = x > 0 ? "†" : ""
ring(x) = x > 0 ? "○" : ""
broken(x) = x != x ? NaN : x

do for [format in formats] {
  if (format eq "svg") { set terminal svg noenhanced size 1240,979 font "sans-serif,15" background "white" }
  if (format eq "png") { set terminal pngcairo noenhanced size 1240*scale,979*scale font "DejaVu Sans,15" fontscale 0.75*scale linewidth scale pointscale scale background "white" }
  if (format eq "pdf") { set terminal pdfcairo noenhanced size 1240/96.0,979/96.0 font "DejaVu Sans,15" fontscale 0.5625 linewidth 1.5 pointscale 1 background "white" }
  bold = format eq "svg" ? "" : "DejaVu Sans Bold"
  set output prefix . "bias-variance." . format
  set multiplot
  unset key; unset colorbox
  set border 3 linecolor rgb "#333333"

  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.0145161,0.968131 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.0145161,0.941164 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.0145161,0.914198 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習終" at screen 0.0145161,0.887232 left font ",20" textcolor rgb "#333333" front
  set label "Where the test error (dashed) comes from: bias, and variance of predictions by what is drawn. Throughout: no stopping, uniform(−1,1)\0057uniform(−1,1)," at screen 0.0145161,0.858529 left font ",15" textcolor rgb "#5C5C5C" front
  set label "batch 32" at screen 0.0145161,0.838304 left font ",15" textcolor rgb "#5C5C5C" front
  set label "10 draws of the data × 3 draws of the initial weights; bands: 95 \0045 jackknife intervals over both. The parts add up to the test error; its distance to the train error is" at screen 0.0145161,0.123606 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "the gap in accuracy. Hidden units: model 1 = WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW:" at screen 0.0145161,0.105403 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "64; model 3 = the network with a very long name a very long name of 64 characters: 64-64-64; short: 32. Trained on digits with SGD. Shown: 3 of 4 models, evenly" at screen 0.0145161,0.0872012 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "spread with the best among them; 1 of 3 stopping rules, the one that trains longest; 2 of 8 settings, which differ in learning rate alone, else as the best. The best:" at screen 0.0145161,0.068999 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "model 3 with learning rate 0.0012345, uniform(−1,1)\0057uniform(−1,1), batch 32, by test accuracy at n = 10,000 after the last epoch, for illustration: there are no" at screen 0.0145161,0.0507967 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "validation data to select by." at screen 0.0145161,0.0325945 left font ",13.5" textcolor rgb "#5C5C5C" front

  # Panel 1
  set lmargin at screen 0.071371; set rmargin at screen 0.272038
  set bmargin at screen 0.511542; set tmargin at screen 0.766905
  set logscale x; set xrange [85.1138:11749]
  set yrange [-10:40.6]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("100" 100, "200" 200, "500" 500, "1,000" 1000, "10,000" 10000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("−10" -10, "0" 0, "10" 10, "20" 20, "30" 30, "40" 40)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "0.0012345" at screen 0.171704,0.783248 center font ",16" textcolor rgb "#333333" front
  set label "model 1, learning rate" at screen 0.171704,0.802656 center font ",16" textcolor rgb "#333333" front
  set label "error (\0045)" at screen 0.025,0.639224 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set label "train error" at screen 0.272732,0.524173 left font ",15" textcolor rgb "#5C5C5C" front
  set label "both together" at screen 0.272732,0.558494 left font ",15" textcolor rgb "#CC79A7" front
  set label "initial weights" at screen 0.272732,0.541333 left font ",15" textcolor rgb "#009E73" front
  set label "draw of data" at screen 0.272732,0.575654 left font ",15" textcolor rgb "#0072B2" front
  set label "bias" at screen 0.272732,0.592814 left font ",15" textcolor rgb "#D55E00" front
  set label "test error" at screen 0.272732,0.609975 left font ",15" textcolor rgb "#333333" front
  plot "bias-variance-1.dat" using "size":"interaction_low":"interaction_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#CC79A7", \
    "bias-variance-1.dat" using "size":"initial_weights_low":"initial_weights_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#009E73", \
    "bias-variance-1.dat" using "size":"data_low":"data_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#0072B2", \
    "bias-variance-1.dat" using "size":"bias_low":"bias_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#D55E00", \
    "bias-variance-1.dat" using "size":"train_error" with lines linewidth 1.8 dashtype (2,4) linecolor rgb "#5C5C5C", \
    "bias-variance-1.dat" using "size":"interaction" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#CC79A7", \
    "bias-variance-1.dat" using "size":"initial_weights" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#009E73", \
    "bias-variance-1.dat" using "size":"data" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#0072B2", \
    "bias-variance-1.dat" using "size":"bias" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "bias-variance-1.dat" using "size":"test_error" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#333333"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 2
  set lmargin at screen 0.381499; set rmargin at screen 0.582165
  set bmargin at screen 0.511542; set tmargin at screen 0.766905
  set logscale x; set xrange [85.1138:11749]
  set yrange [-10:40.6]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("100" 100, "200" 200, "500" 500, "1,000" 1000, "10,000" 10000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" -10, "" 0, "" 10, "" 20, "" 30, "" 40)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "0.0012345" at screen 0.481832,0.783248 center font ",16" textcolor rgb "#333333" front
  set label "model 3, learning rate" at screen 0.481832,0.802656 center font ",16" textcolor rgb "#333333" front
  set label "train error" at screen 0.58286,0.521879 left font ",15" textcolor rgb "#5C5C5C" front
  set label "both together" at screen 0.58286,0.5562 left font ",15" textcolor rgb "#CC79A7" front
  set label "initial weights" at screen 0.58286,0.53904 left font ",15" textcolor rgb "#009E73" front
  set label "draw of data" at screen 0.58286,0.573361 left font ",15" textcolor rgb "#0072B2" front
  set label "bias" at screen 0.58286,0.590521 left font ",15" textcolor rgb "#D55E00" front
  set label "test error" at screen 0.58286,0.607681 left font ",15" textcolor rgb "#333333" front
  plot "bias-variance-2.dat" using "size":"interaction_low":"interaction_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#CC79A7", \
    "bias-variance-2.dat" using "size":"initial_weights_low":"initial_weights_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#009E73", \
    "bias-variance-2.dat" using "size":"data_low":"data_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#0072B2", \
    "bias-variance-2.dat" using "size":"bias_low":"bias_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#D55E00", \
    "bias-variance-2.dat" using "size":"train_error" with lines linewidth 1.8 dashtype (2,4) linecolor rgb "#5C5C5C", \
    "bias-variance-2.dat" using "size":"interaction" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#CC79A7", \
    "bias-variance-2.dat" using "size":"initial_weights" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#009E73", \
    "bias-variance-2.dat" using "size":"data" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#0072B2", \
    "bias-variance-2.dat" using "size":"bias" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "bias-variance-2.dat" using "size":"test_error" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#333333"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 3
  set lmargin at screen 0.691626; set rmargin at screen 0.892293
  set bmargin at screen 0.511542; set tmargin at screen 0.766905
  set logscale x; set xrange [85.1138:11749]
  set yrange [-10:40.6]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("100" 100, "200" 200, "500" 500, "1,000" 1000, "10,000" 10000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" -10, "" 0, "" 10, "" 20, "" 30, "" 40)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "0.0012345" at screen 0.79196,0.783248 center font ",16" textcolor rgb "#333333" front
  set label "short, learning rate" at screen 0.79196,0.802656 center font ",16" textcolor rgb "#333333" front
  set label "train error" at screen 0.892987,0.523954 left font ",15" textcolor rgb "#5C5C5C" front
  set label "both together" at screen 0.892987,0.558275 left font ",15" textcolor rgb "#CC79A7" front
  set label "initial weights" at screen 0.892987,0.541114 left font ",15" textcolor rgb "#009E73" front
  set label "draw of data" at screen 0.892987,0.575435 left font ",15" textcolor rgb "#0072B2" front
  set label "bias" at screen 0.892987,0.592596 left font ",15" textcolor rgb "#D55E00" front
  set label "test error" at screen 0.892987,0.609756 left font ",15" textcolor rgb "#333333" front
  plot "bias-variance-3.dat" using "size":"interaction_low":"interaction_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#CC79A7", \
    "bias-variance-3.dat" using "size":"initial_weights_low":"initial_weights_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#009E73", \
    "bias-variance-3.dat" using "size":"data_low":"data_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#0072B2", \
    "bias-variance-3.dat" using "size":"bias_low":"bias_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#D55E00", \
    "bias-variance-3.dat" using "size":"train_error" with lines linewidth 1.8 dashtype (2,4) linecolor rgb "#5C5C5C", \
    "bias-variance-3.dat" using "size":"interaction" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#CC79A7", \
    "bias-variance-3.dat" using "size":"initial_weights" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#009E73", \
    "bias-variance-3.dat" using "size":"data" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#0072B2", \
    "bias-variance-3.dat" using "size":"bias" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "bias-variance-3.dat" using "size":"test_error" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#333333"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 4
  set lmargin at screen 0.071371; set rmargin at screen 0.272038
  set bmargin at screen 0.195914; set tmargin at screen 0.451277
  set logscale x; set xrange [85.1138:11749]
  set yrange [-10:40.6]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("100" 100, "200" 200, "500" 500, "1,000" 1000, "10,000" 10000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("−10" -10, "0" 0, "10" 10, "20" 20, "30" 30, "40" 40)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "model 1, learning rate 0.1" at screen 0.171704,0.46762 center font ",16" textcolor rgb "#333333" front
  set label "training-set size n" at screen 0.171704,0.155056 center font ",15" textcolor rgb "#333333" front
  set label "error (\0045)" at screen 0.025,0.323596 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set label "train error" at screen 0.272732,0.227211 left font ",15" textcolor rgb "#5C5C5C" front
  set label "both together" at screen 0.272732,0.261532 left font ",15" textcolor rgb "#CC79A7" front
  set label "initial weights" at screen 0.272732,0.244372 left font ",15" textcolor rgb "#009E73" front
  set label "draw of data" at screen 0.272732,0.278692 left font ",15" textcolor rgb "#0072B2" front
  set label "bias" at screen 0.272732,0.295853 left font ",15" textcolor rgb "#D55E00" front
  set label "test error" at screen 0.272732,0.322135 left font ",15" textcolor rgb "#333333" front
  plot "bias-variance-4.dat" using "size":"interaction_low":"interaction_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#CC79A7", \
    "bias-variance-4.dat" using "size":"initial_weights_low":"initial_weights_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#009E73", \
    "bias-variance-4.dat" using "size":"data_low":"data_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#0072B2", \
    "bias-variance-4.dat" using "size":"bias_low":"bias_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#D55E00", \
    "bias-variance-4.dat" using "size":"train_error" with lines linewidth 1.8 dashtype (2,4) linecolor rgb "#5C5C5C", \
    "bias-variance-4.dat" using "size":"interaction" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#CC79A7", \
    "bias-variance-4.dat" using "size":"initial_weights" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#009E73", \
    "bias-variance-4.dat" using "size":"data" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#0072B2", \
    "bias-variance-4.dat" using "size":"bias" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "bias-variance-4.dat" using "size":"test_error" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#333333"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 5
  set lmargin at screen 0.381499; set rmargin at screen 0.582165
  set bmargin at screen 0.195914; set tmargin at screen 0.451277
  set logscale x; set xrange [85.1138:11749]
  set yrange [-10:40.6]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("100" 100, "200" 200, "500" 500, "1,000" 1000, "10,000" 10000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" -10, "" 0, "" 10, "" 20, "" 30, "" 40)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "model 3, learning rate 0.1" at screen 0.481832,0.46762 center font ",16" textcolor rgb "#333333" front
  set label "training-set size n" at screen 0.481832,0.155056 center font ",15" textcolor rgb "#333333" front
  set label "train error" at screen 0.58286,0.225835 left font ",15" textcolor rgb "#5C5C5C" front
  set label "both together" at screen 0.58286,0.260156 left font ",15" textcolor rgb "#CC79A7" front
  set label "initial weights" at screen 0.58286,0.242995 left font ",15" textcolor rgb "#009E73" front
  set label "draw of data" at screen 0.58286,0.277316 left font ",15" textcolor rgb "#0072B2" front
  set label "bias" at screen 0.58286,0.294477 left font ",15" textcolor rgb "#D55E00" front
  set label "test error" at screen 0.58286,0.315255 left font ",15" textcolor rgb "#333333" front
  plot "bias-variance-5.dat" using "size":"interaction_low":"interaction_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#CC79A7", \
    "bias-variance-5.dat" using "size":"initial_weights_low":"initial_weights_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#009E73", \
    "bias-variance-5.dat" using "size":"data_low":"data_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#0072B2", \
    "bias-variance-5.dat" using "size":"bias_low":"bias_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#D55E00", \
    "bias-variance-5.dat" using "size":"train_error" with lines linewidth 1.8 dashtype (2,4) linecolor rgb "#5C5C5C", \
    "bias-variance-5.dat" using "size":"interaction" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#CC79A7", \
    "bias-variance-5.dat" using "size":"initial_weights" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#009E73", \
    "bias-variance-5.dat" using "size":"data" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#0072B2", \
    "bias-variance-5.dat" using "size":"bias" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "bias-variance-5.dat" using "size":"test_error" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#333333"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 6
  set lmargin at screen 0.691626; set rmargin at screen 0.892293
  set bmargin at screen 0.195914; set tmargin at screen 0.451277
  set logscale x; set xrange [85.1138:11749]
  set yrange [-10:40.6]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("100" 100, "200" 200, "500" 500, "1,000" 1000, "10,000" 10000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" -10, "" 0, "" 10, "" 20, "" 30, "" 40)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "short, learning rate 0.1" at screen 0.79196,0.46762 center font ",16" textcolor rgb "#333333" front
  set label "training-set size n" at screen 0.79196,0.155056 center font ",15" textcolor rgb "#333333" front
  set label "train error" at screen 0.892987,0.22708 left font ",15" textcolor rgb "#5C5C5C" front
  set label "both together" at screen 0.892987,0.261401 left font ",15" textcolor rgb "#CC79A7" front
  set label "initial weights" at screen 0.892987,0.24424 left font ",15" textcolor rgb "#009E73" front
  set label "draw of data" at screen 0.892987,0.278561 left font ",15" textcolor rgb "#0072B2" front
  set label "bias" at screen 0.892987,0.295721 left font ",15" textcolor rgb "#D55E00" front
  set label "test error" at screen 0.892987,0.321479 left font ",15" textcolor rgb "#333333" front
  plot "bias-variance-6.dat" using "size":"interaction_low":"interaction_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#CC79A7", \
    "bias-variance-6.dat" using "size":"initial_weights_low":"initial_weights_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#009E73", \
    "bias-variance-6.dat" using "size":"data_low":"data_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#0072B2", \
    "bias-variance-6.dat" using "size":"bias_low":"bias_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#D55E00", \
    "bias-variance-6.dat" using "size":"train_error" with lines linewidth 1.8 dashtype (2,4) linecolor rgb "#5C5C5C", \
    "bias-variance-6.dat" using "size":"interaction" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#CC79A7", \
    "bias-variance-6.dat" using "size":"initial_weights" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#009E73", \
    "bias-variance-6.dat" using "size":"data" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#0072B2", \
    "bias-variance-6.dat" using "size":"bias" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "bias-variance-6.dat" using "size":"test_error" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#333333"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  unset multiplot
  unset output
}
