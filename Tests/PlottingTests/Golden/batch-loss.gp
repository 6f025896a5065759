# Redraw: gnuplot batch-loss.gp
# Other formats: gnuplot -e 'formats = "pdf"' batch-loss.gp
# A larger PNG: gnuplot -e 'scale = 2' batch-loss.gp
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
  if (format eq "svg") { set terminal svg noenhanced size 1020,983 font "sans-serif,15" background "white" }
  if (format eq "png") { set terminal pngcairo noenhanced size 1020*scale,983*scale font "DejaVu Sans,15" fontscale 0.75*scale linewidth scale pointscale scale background "white" }
  if (format eq "pdf") { set terminal pdfcairo noenhanced size 1020/96.0,983/96.0 font "DejaVu Sans,15" fontscale 0.5625 linewidth 1.5 pointscale 1 background "white" }
  bold = format eq "svg" ? "" : "DejaVu Sans Bold"
  set output prefix . "batch-loss." . format
  set multiplot
  unset key; unset colorbox
  set border 3 linecolor rgb "#333333"

  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.0176471,0.96826 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.0176471,0.941404 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.0176471,0.914547 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習終" at screen 0.0176471,0.887691 left font ",20" textcolor rgb "#333333" front
  set label "Training loss of single batches (dots) and its mean course (line) at n = 10,000. Throughout: learning rate 0.0012345," at screen 0.0176471,0.859105 left font ",15" textcolor rgb "#5C5C5C" front
  set label "uniform(−1,1)\0057uniform(−1,1), batch 32" at screen 0.0176471,0.838962 left font ",15" textcolor rgb "#5C5C5C" front
  set label "Dots: every batch of one replicate. Line: means of 10 updates and 10 replicates (10 data draws × 3 initial weights); bands: 95 \0045" at screen 0.0176471,0.159359 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "bootstrap intervals over replicates. Hidden units: model 1 =" at screen 0.0176471,0.141231 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW: 64; model 2 =" at screen 0.0176471,0.123103 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深: 64-64; model 3" at screen 0.0176471,0.104975 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "= the network with a very long name a very long name of 64 characters: 64-64-64; short: 32. Trained on digits with SGD. Shown: 4 of" at screen 0.0176471,0.0868464 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "32 models and settings, which differ in model alone, else as the best. The best: model 3 with learning rate 0.0012345," at screen 0.0176471,0.0687182 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "uniform(−1,1)\0057uniform(−1,1), batch 32, by test accuracy at n = 10,000 after the last epoch, for illustration: there are no validation data" at screen 0.0176471,0.05059 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "to select by." at screen 0.0176471,0.0324619 left font ",13.5" textcolor rgb "#5C5C5C" front

  # Panel 1
  set lmargin at screen 0.0886765; set rmargin at screen 0.514755
  set bmargin at screen 0.543032; set tmargin at screen 0.787182
  set xrange [0:600]
  set logscale y; set yrange [0.00728203:4.06198]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("0" 0, "200" 200, "400" 400, "600" 600)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("0.01" 0.01, "0.02" 0.02, "0.05" 0.05, "0.1" 0.1, "0.2" 0.2, "0.5" 0.5, "1" 1, "2" 2)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "model 1" at screen 0.301716,0.803459 center font ",16" textcolor rgb "#333333" front
  set label "loss" at screen 0.0303922,0.665107 center rotate by 90 font ",15" textcolor rgb "#333333" front
  plot "batch-loss-1.dat" using "update":"loss" with points pointtype 7 pointsize 0.22 linecolor rgb "#99C7E0", \
    "batch-loss-2.dat" using "update":"loss_low":"loss_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#0072B2", \
    "batch-loss-2.dat" using "update":"loss" with lines linewidth 2.2 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 2
  set lmargin at screen 0.542377; set rmargin at screen 0.968456
  set bmargin at screen 0.543032; set tmargin at screen 0.787182
  set xrange [0:600]
  set logscale y; set yrange [0.00728203:4.06198]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("0" 0, "200" 200, "400" 400, "600" 600)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 0.01, "" 0.02, "" 0.05, "" 0.1, "" 0.2, "" 0.5, "" 1, "" 2)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "model 2" at screen 0.755417,0.803459 center font ",16" textcolor rgb "#333333" front
  plot "batch-loss-3.dat" using "update":"loss" with points pointtype 7 pointsize 0.22 linecolor rgb "#99D8C7", \
    "batch-loss-4.dat" using "update":"loss_low":"loss_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#009E73", \
    "batch-loss-4.dat" using "update":"loss" with lines linewidth 2.2 linecolor rgb "#009E73"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 3
  set lmargin at screen 0.0886765; set rmargin at screen 0.514755
  set bmargin at screen 0.230722; set tmargin at screen 0.474873
  set xrange [0:600]
  set logscale y; set yrange [0.00728203:4.06198]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("0" 0, "200" 200, "400" 400, "600" 600)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("0.01" 0.01, "0.02" 0.02, "0.05" 0.05, "0.1" 0.1, "0.2" 0.2, "0.5" 0.5, "1" 1, "2" 2)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "model 3" at screen 0.301716,0.49115 center font ",16" textcolor rgb "#333333" front
  set label "update" at screen 0.301716,0.190031 center font ",15" textcolor rgb "#333333" front
  set label "loss" at screen 0.0303922,0.352798 center rotate by 90 font ",15" textcolor rgb "#333333" front
  plot "batch-loss-5.dat" using "update":"loss" with points pointtype 7 pointsize 0.22 linecolor rgb "#EBC9DC", \
    "batch-loss-6.dat" using "update":"loss_low":"loss_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#CC79A7", \
    "batch-loss-6.dat" using "update":"loss" with lines linewidth 2.2 linecolor rgb "#CC79A7"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 4
  set lmargin at screen 0.542377; set rmargin at screen 0.968456
  set bmargin at screen 0.230722; set tmargin at screen 0.474873
  set xrange [0:600]
  set logscale y; set yrange [0.00728203:4.06198]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("0" 0, "200" 200, "400" 400, "600" 600)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 0.01, "" 0.02, "" 0.05, "" 0.1, "" 0.2, "" 0.5, "" 1, "" 2)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "short" at screen 0.755417,0.49115 center font ",16" textcolor rgb "#333333" front
  set label "update" at screen 0.755417,0.190031 center font ",15" textcolor rgb "#333333" front
  plot "batch-loss-7.dat" using "update":"loss" with points pointtype 7 pointsize 0.22 linecolor rgb "#EEBF99", \
    "batch-loss-8.dat" using "update":"loss_low":"loss_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#D55E00", \
    "batch-loss-8.dat" using "update":"loss" with lines linewidth 2.2 linecolor rgb "#D55E00"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  unset multiplot
  unset output
}
