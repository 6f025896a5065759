# Redraw: gnuplot sweep.gp
# Other formats: gnuplot -e 'formats = "pdf"' sweep.gp
# A larger PNG: gnuplot -e 'scale = 2' sweep.gp
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
  if (format eq "svg") { set terminal svg noenhanced size 1400,915 font "sans-serif,15" background "white" }
  if (format eq "png") { set terminal pngcairo noenhanced size 1400*scale,915*scale font "DejaVu Sans,15" fontscale 0.75*scale linewidth scale pointscale scale background "white" }
  if (format eq "pdf") { set terminal pdfcairo noenhanced size 1400/96.0,915/96.0 font "DejaVu Sans,15" fontscale 0.5625 linewidth 1.5 pointscale 1 background "white" }
  bold = format eq "svg" ? "" : "DejaVu Sans Bold"
  set output prefix . "sweep." . format
  set multiplot
  unset key; unset colorbox
  set border 3 linecolor rgb "#333333"

  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.0128571,0.965902 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.0128571,0.937049 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習終" at screen 0.0128571,0.908197 left font ",20" textcolor rgb "#333333" front
  set label "Influence of the learning rate at n = 10,000. Loss: validation solid, train dashed. Test accuracy: after the last epoch. Throughout: uniform(−1,1)\0057uniform(−1,1), batch 32" at screen 0.0128571,0.877486 left font ",15" textcolor rgb "#5C5C5C" front
  set label "Means of 10 replicates (10 data draws × 3 initial weights); bands and bars: 95 \0045 bootstrap intervals over replicates. Loss curves are of fewer replicates, down to 8, where some runs had" at screen 0.0128571,0.132251 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "ended. Hidden units: model 1 = WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW: 64; model 2 =" at screen 0.0128571,0.112776 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深: 64-64; model 3 = the network with a very long name a very long" at screen 0.0128571,0.0933005 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "name of 64 characters: 64-64-64; short: 32. Trained on digits with SGD. Shown: 4 of 16 models and settings, which differ in model alone, else as the best; 1 of 3 stopping rules, the one" at screen 0.0128571,0.0738251 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "that trains longest. The best: model 3 with learning rate 0.0012345, uniform(−1,1)\0057uniform(−1,1), batch 32, by test accuracy at n = 10,000 after the last epoch, for illustration: there are no" at screen 0.0128571,0.0543497 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "validation data to select by. Where curves coincide, the later one is drawn in dashes on the earlier one." at screen 0.0128571,0.0348743 left font ",13.5" textcolor rgb "#5C5C5C" front

  # Panel 1
  set lmargin at screen 0.0609643; set rmargin at screen 0.207847
  set bmargin at screen 0.548634; set tmargin at screen 0.821858
  set logscale x; set xrange [0.951991:143.909]
  set yrange [0:3.036]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("1" 1, "2" 2, "5" 5, "10" 10, "20" 20, "50" 50, "100" 100)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("0" 0, "1" 1, "2" 2, "3" 3)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "model 1" at screen 0.134406,0.839344 center font ",16" textcolor rgb "#333333" front
  set label "epoch" at screen 0.134406,0.504918 center font ",15" textcolor rgb "#333333" front
  set label "loss" at screen 0.0356429,0.685246 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set label "0.0012345" at screen 0.208217,0.574231 left font ",15" textcolor rgb "#003F62" front
  set label "0.1" at screen 0.208217,0.592591 left font ",15" textcolor rgb "#6CAED3" front
  plot "sweep-1.dat" using "epoch":"0-0012345_validation_loss_low":"0-0012345_validation_loss_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#003F62", \
    "sweep-1.dat" using "epoch":"0-1_validation_loss_low":"0-1_validation_loss_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#6CAED3", \
    "sweep-1.dat" using "epoch":"0-0012345_train_loss" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#003F62", \
    "sweep-1.dat" using "epoch":"0-1_train_loss" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#6CAED3", \
    "sweep-1.dat" using "epoch":"0-0012345_validation_loss" with lines linewidth 2.2 linecolor rgb "#003F62", \
    "sweep-1.dat" using "epoch":"0-1_validation_loss" with lines linewidth 2.2 dashtype (12,12) linecolor rgb "#6CAED3"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 2
  set lmargin at screen 0.299057; set rmargin at screen 0.44594
  set bmargin at screen 0.548634; set tmargin at screen 0.821858
  set logscale x; set xrange [0.951991:143.909]
  set yrange [0:3.036]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("1" 1, "2" 2, "5" 5, "10" 10, "20" 20, "50" 50, "100" 100)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 0, "" 1, "" 2, "" 3)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "model 2" at screen 0.372498,0.839344 center font ",16" textcolor rgb "#333333" front
  set label "epoch" at screen 0.372498,0.504918 center font ",15" textcolor rgb "#333333" front
  set label "0.0012345" at screen 0.44871,0.57123 left font ",15" textcolor rgb "#004432" front
  set label "0.1" at screen 0.44871,0.589591 left font ",15" textcolor rgb "#45B899" front
  plot "sweep-2.dat" using "epoch":"0-0012345_validation_loss_low":"0-0012345_validation_loss_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#004432", \
    "sweep-2.dat" using "epoch":"0-1_validation_loss_low":"0-1_validation_loss_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#45B899", \
    "sweep-2.dat" using "epoch":"0-0012345_train_loss" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#004432", \
    "sweep-2.dat" using "epoch":"0-1_train_loss" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#45B899", \
    "sweep-2.dat" using "epoch":"0-0012345_validation_loss" with lines linewidth 2.2 linecolor rgb "#004432", \
    "sweep-2.dat" using "epoch":"0-1_validation_loss" with lines linewidth 2.2 dashtype (12,12) linecolor rgb "#45B899"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 3
  set lmargin at screen 0.539514; set rmargin at screen 0.686397
  set bmargin at screen 0.548634; set tmargin at screen 0.821858
  set logscale x; set xrange [0.951991:143.909]
  set yrange [0:3.036]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("1" 1, "2" 2, "5" 5, "10" 10, "20" 20, "50" 50, "100" 100)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 0, "" 1, "" 2, "" 3)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "model 3" at screen 0.612956,0.839344 center font ",16" textcolor rgb "#333333" front
  set label "epoch" at screen 0.612956,0.504918 center font ",15" textcolor rgb "#333333" front
  set label "0.0012345" at screen 0.691386,0.569596 left font ",15" textcolor rgb "#523144" front
  set label "0.1" at screen 0.691386,0.587957 left font ",15" textcolor rgb "#D592B7" front
  plot "sweep-3.dat" using "epoch":"0-0012345_validation_loss_low":"0-0012345_validation_loss_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#523144", \
    "sweep-3.dat" using "epoch":"0-1_validation_loss_low":"0-1_validation_loss_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#D592B7", \
    "sweep-3.dat" using "epoch":"0-0012345_train_loss" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#523144", \
    "sweep-3.dat" using "epoch":"0-1_train_loss" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#D592B7", \
    "sweep-3.dat" using "epoch":"0-0012345_validation_loss" with lines linewidth 2.2 linecolor rgb "#523144", \
    "sweep-3.dat" using "epoch":"0-1_validation_loss" with lines linewidth 2.2 dashtype (12,12) linecolor rgb "#D592B7"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 4
  set lmargin at screen 0.782157; set rmargin at screen 0.92904
  set bmargin at screen 0.548634; set tmargin at screen 0.821858
  set logscale x; set xrange [0.951991:143.909]
  set yrange [0:3.036]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("1" 1, "2" 2, "5" 5, "10" 10, "20" 20, "50" 50, "100" 100)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 0, "" 1, "" 2, "" 3)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "short" at screen 0.855599,0.839344 center font ",16" textcolor rgb "#333333" front
  set label "epoch" at screen 0.855599,0.504918 center font ",15" textcolor rgb "#333333" front
  set label "0.0012345" at screen 0.92941,0.574231 left font ",15" textcolor rgb "#632C00" front
  set label "0.1" at screen 0.92941,0.592591 left font ",15" textcolor rgb "#E39355" front
  plot "sweep-4.dat" using "epoch":"0-0012345_validation_loss_low":"0-0012345_validation_loss_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#632C00", \
    "sweep-4.dat" using "epoch":"0-1_validation_loss_low":"0-1_validation_loss_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#E39355", \
    "sweep-4.dat" using "epoch":"0-0012345_train_loss" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#632C00", \
    "sweep-4.dat" using "epoch":"0-1_train_loss" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#E39355", \
    "sweep-4.dat" using "epoch":"0-0012345_validation_loss" with lines linewidth 2.2 linecolor rgb "#632C00", \
    "sweep-4.dat" using "epoch":"0-1_validation_loss" with lines linewidth 2.2 dashtype (12,12) linecolor rgb "#E39355"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 5
  set lmargin at screen 0.0609643; set rmargin at screen 0.207847
  set bmargin at screen 0.208743; set tmargin at screen 0.481967
  set logscale x; set xrange [0.000868581:0.142128]
  set yrange [80:100.24]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("0.0012345" 0.0012345, "0.1" 0.1)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("80" 80, "85" 85, "90" 90, "95" 95, "100" 100)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "learning rate" at screen 0.134406,0.165027 center font ",15" textcolor rgb "#333333" front
  set label "test accuracy (\0045)" at screen 0.0221429,0.345355 center rotate by 90 font ",15" textcolor rgb "#333333" front
  plot "sweep-5.dat" using "value":"0-0012345_test_low":(0):(column("0-0012345_test_high")-column("0-0012345_test_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#003F62", \
    "sweep-5.dat" using "value":"0-1_test_low":(0):(column("0-1_test_high")-column("0-1_test_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#6CAED3", \
    "sweep-5.dat" using "value":"test" with lines linewidth 2.2 linecolor rgb "#8E8E8E", \
    "sweep-5.dat" using "value":"0-0012345_test" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#003F62", \
    "sweep-5.dat" using "value":"0-1_test" with points pointtype 9 pointsize 0.96 linewidth 1.6 linecolor rgb "#6CAED3"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 6
  set lmargin at screen 0.299057; set rmargin at screen 0.44594
  set bmargin at screen 0.208743; set tmargin at screen 0.481967
  set logscale x; set xrange [0.000868581:0.142128]
  set yrange [80:100.24]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("0.0012345" 0.0012345, "0.1" 0.1)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 80, "" 85, "" 90, "" 95, "" 100)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "learning rate" at screen 0.372498,0.165027 center font ",15" textcolor rgb "#333333" front
  plot "sweep-6.dat" using "value":"0-0012345_test_low":(0):(column("0-0012345_test_high")-column("0-0012345_test_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#004432", \
    "sweep-6.dat" using "value":"0-1_test_low":(0):(column("0-1_test_high")-column("0-1_test_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#45B899", \
    "sweep-6.dat" using "value":"test" with lines linewidth 2.2 linecolor rgb "#8E8E8E", \
    "sweep-6.dat" using "value":"0-0012345_test" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#004432", \
    "sweep-6.dat" using "value":"0-1_test" with points pointtype 9 pointsize 0.96 linewidth 1.6 linecolor rgb "#45B899"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 7
  set lmargin at screen 0.539514; set rmargin at screen 0.686397
  set bmargin at screen 0.208743; set tmargin at screen 0.481967
  set logscale x; set xrange [0.000868581:0.142128]
  set yrange [80:100.24]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("0.0012345" 0.0012345, "0.1" 0.1)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 80, "" 85, "" 90, "" 95, "" 100)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "learning rate" at screen 0.612956,0.165027 center font ",15" textcolor rgb "#333333" front
  plot "sweep-7.dat" using "value":"0-0012345_test_low":(0):(column("0-0012345_test_high")-column("0-0012345_test_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#523144", \
    "sweep-7.dat" using "value":"0-1_test_low":(0):(column("0-1_test_high")-column("0-1_test_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#D592B7", \
    "sweep-7.dat" using "value":"test" with lines linewidth 2.2 linecolor rgb "#8E8E8E", \
    "sweep-7.dat" using "value":"0-0012345_test" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#523144", \
    "sweep-7.dat" using "value":"0-1_test" with points pointtype 9 pointsize 0.96 linewidth 1.6 linecolor rgb "#D592B7"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 8
  set lmargin at screen 0.782157; set rmargin at screen 0.92904
  set bmargin at screen 0.208743; set tmargin at screen 0.481967
  set logscale x; set xrange [0.000868581:0.142128]
  set yrange [80:100.24]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("0.0012345" 0.0012345, "0.1" 0.1)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 80, "" 85, "" 90, "" 95, "" 100)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "learning rate" at screen 0.855599,0.165027 center font ",15" textcolor rgb "#333333" front
  plot "sweep-8.dat" using "value":"0-0012345_test_low":(0):(column("0-0012345_test_high")-column("0-0012345_test_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#632C00", \
    "sweep-8.dat" using "value":"0-1_test_low":(0):(column("0-1_test_high")-column("0-1_test_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#E39355", \
    "sweep-8.dat" using "value":"test" with lines linewidth 2.2 linecolor rgb "#8E8E8E", \
    "sweep-8.dat" using "value":"0-0012345_test" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#632C00", \
    "sweep-8.dat" using "value":"0-1_test" with points pointtype 9 pointsize 0.96 linewidth 1.6 linecolor rgb "#E39355"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  unset multiplot
  unset output
}
