# Redraw: gnuplot dead-neurons.gp
# Other formats: gnuplot -e 'formats = "pdf"' dead-neurons.gp
# A larger PNG: gnuplot -e 'scale = 2' dead-neurons.gp
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
  if (format eq "svg") { set terminal svg noenhanced size 1240,862 font "sans-serif,15" background "white" }
  if (format eq "png") { set terminal pngcairo noenhanced size 1240*scale,862*scale font "DejaVu Sans,15" fontscale 0.75*scale linewidth scale pointscale scale background "white" }
  if (format eq "pdf") { set terminal pdfcairo noenhanced size 1240/96.0,862/96.0 font "DejaVu Sans,15" fontscale 0.5625 linewidth 1.5 pointscale 1 background "white" }
  bold = format eq "svg" ? "" : "DejaVu Sans Bold"
  set output prefix . "dead-neurons." . format
  set multiplot
  unset key; unset colorbox
  set border 3 linecolor rgb "#333333"

  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.0145161,0.963805 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.0145161,0.933179 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.0145161,0.902552 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習終" at screen 0.0145161,0.871926 left font ",20" textcolor rgb "#333333" front
  set label "Dead hidden neurons at n = 10,000: before training (open), after it (filled) and by epoch. Throughout: learning rate 0.0012345," at screen 0.0145161,0.839327 left font ",15" textcolor rgb "#5C5C5C" front
  set label "uniform(−1,1)\0057uniform(−1,1), batch 32" at screen 0.0145161,0.816357 left font ",15" textcolor rgb "#5C5C5C" front
  set label "A neuron is dead if it is active on none of 256 test samples. Means of 10 replicates (10 data draws × 3 initial weights); bands and bars: 95 \0045 bootstrap intervals" at screen 0.0145161,0.140383 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "over replicates. Hidden units: model 1 = WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW: 64;" at screen 0.0145161,0.11971 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "model 2 = 深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深: 64-64; model 3 = the network" at screen 0.0145161,0.0990371 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "with a very long name a very long name of 64 characters: 64-64-64; short: 32. Trained on digits with SGD. Shown: 4 of 32 models and settings, which differ in model" at screen 0.0145161,0.0783643 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "alone, else as the best. The best: model 3 with learning rate 0.0012345, uniform(−1,1)\0057uniform(−1,1), batch 32, by test accuracy at n = 10,000 after the last epoch," at screen 0.0145161,0.0576914 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "for illustration: there are no validation data to select by." at screen 0.0145161,0.0370186 left font ",13.5" textcolor rgb "#5C5C5C" front

  # Panel 1
  set lmargin at screen 0.0762903; set rmargin at screen 0.31328
  set bmargin at screen 0.52529; set tmargin at screen 0.757309
  set xrange [0:151.8]
  set yrange [3.5:-0.5]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("0" 0, "50" 50, "100" 100, "150" 150)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("model 1" 0, "model 2" 1, "model 3" 2, "short" 3)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "layer 1, 32 or 64 neurons" at screen 0.194785,0.77587 center font ",16" textcolor rgb "#333333" front
  set label "dead neurons (\0045)" at screen 0.194785,0.478886 center font ",15" textcolor rgb "#333333" front
  plot "dead-neurons-1.dat" using "model-1_before":"row_before":(column("model-1_after")-column("model-1_before")):(column("row_after")-column("row_before")) with vectors nohead linewidth 3 linecolor rgb "#A6CEE4", \
    "dead-neurons-1.dat" using "model-2_before":"row_before":(column("model-2_after")-column("model-2_before")):(column("row_after")-column("row_before")) with vectors nohead linewidth 3 linecolor rgb "#A6DDCE", \
    "dead-neurons-1.dat" using "model-3_before":"row_before":(column("model-3_after")-column("model-3_before")):(column("row_after")-column("row_before")) with vectors nohead linewidth 3 linecolor rgb "#EDD0E0", \
    "dead-neurons-1.dat" using "short_before":"row_before":(column("short_after")-column("short_before")):(column("row_after")-column("row_before")) with vectors nohead linewidth 3 linecolor rgb "#F0C7A6", \
    "dead-neurons-1.dat" using "model-1_after_low":"row_after":(column("model-1_after_high")-column("model-1_after_low")):(0) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#0072B2", \
    "dead-neurons-1.dat" using "model-2_after_low":"row_after":(column("model-2_after_high")-column("model-2_after_low")):(0) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#009E73", \
    "dead-neurons-1.dat" using "model-3_after_low":"row_after":(column("model-3_after_high")-column("model-3_after_low")):(0) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#CC79A7", \
    "dead-neurons-1.dat" using "short_after_low":"row_after":(column("short_after_high")-column("short_after_low")):(0) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#D55E00", \
    "dead-neurons-1.dat" using "model-1_before":"row_before" with points pointtype 8 pointsize 1.08 linewidth 1.6 linecolor rgb "#0072B2", \
    "dead-neurons-1.dat" using "model-1_after":"row_after" with points pointtype 9 pointsize 0.96 linewidth 1.6 linecolor rgb "#0072B2", \
    "dead-neurons-1.dat" using "model-2_before":"row_before" with points pointtype 4 pointsize 0.81 linewidth 1.6 linecolor rgb "#009E73", \
    "dead-neurons-1.dat" using "model-2_after":"row_after" with points pointtype 5 pointsize 0.72 linewidth 1.6 linecolor rgb "#009E73", \
    "dead-neurons-1.dat" using "model-3_before":"row_before" with points pointtype 12 pointsize 1.125 linewidth 1.6 linecolor rgb "#CC79A7", \
    "dead-neurons-1.dat" using "model-3_after":"row_after" with points pointtype 13 pointsize 1 linewidth 1.6 linecolor rgb "#CC79A7", \
    "dead-neurons-1.dat" using "short_before":"row_before" with points pointtype 6 pointsize 0.9 linewidth 1.6 linecolor rgb "#D55E00", \
    "dead-neurons-1.dat" using "short_after":"row_after" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#D55E00"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 2
  set lmargin at screen 0.383118; set rmargin at screen 0.620108
  set bmargin at screen 0.52529; set tmargin at screen 0.757309
  set xrange [0:151.8]
  set yrange [3.5:-0.5]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("0" 0, "50" 50, "100" 100, "150" 150)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 0, "" 1, "" 2, "" 3)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "layer 2, 64 neurons" at screen 0.501613,0.77587 center font ",16" textcolor rgb "#333333" front
  set label "dead neurons (\0045)" at screen 0.501613,0.478886 center font ",15" textcolor rgb "#333333" front
  plot "dead-neurons-2.dat" using "model-2_before":"row_before":(column("model-2_after")-column("model-2_before")):(column("row_after")-column("row_before")) with vectors nohead linewidth 3 linecolor rgb "#A6DDCE", \
    "dead-neurons-2.dat" using "model-3_before":"row_before":(column("model-3_after")-column("model-3_before")):(column("row_after")-column("row_before")) with vectors nohead linewidth 3 linecolor rgb "#EDD0E0", \
    "dead-neurons-2.dat" using "model-2_before_low":"row_before":(column("model-2_before_high")-column("model-2_before_low")):(0) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#009E73", \
    "dead-neurons-2.dat" using "model-2_after_low":"row_after":(column("model-2_after_high")-column("model-2_after_low")):(0) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#009E73", \
    "dead-neurons-2.dat" using "model-3_before_low":"row_before":(column("model-3_before_high")-column("model-3_before_low")):(0) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#CC79A7", \
    "dead-neurons-2.dat" using "model-3_after_low":"row_after":(column("model-3_after_high")-column("model-3_after_low")):(0) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#CC79A7", \
    "dead-neurons-2.dat" using "model-2_before":"row_before" with points pointtype 4 pointsize 0.81 linewidth 1.6 linecolor rgb "#009E73", \
    "dead-neurons-2.dat" using "model-2_after":"row_after" with points pointtype 5 pointsize 0.72 linewidth 1.6 linecolor rgb "#009E73", \
    "dead-neurons-2.dat" using "model-3_before":"row_before" with points pointtype 12 pointsize 1.125 linewidth 1.6 linecolor rgb "#CC79A7", \
    "dead-neurons-2.dat" using "model-3_after":"row_after" with points pointtype 13 pointsize 1 linewidth 1.6 linecolor rgb "#CC79A7"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 3
  set lmargin at screen 0.689946; set rmargin at screen 0.926935
  set bmargin at screen 0.52529; set tmargin at screen 0.757309
  set xrange [0:151.8]
  set yrange [3.5:-0.5]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("0" 0, "50" 50, "100" 100, "150" 150)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 0, "" 1, "" 2, "" 3)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "layer 3, 64 neurons" at screen 0.808441,0.77587 center font ",16" textcolor rgb "#333333" front
  set label "dead neurons (\0045)" at screen 0.808441,0.478886 center font ",15" textcolor rgb "#333333" front
  plot "dead-neurons-3.dat" using "model-3_before":"row_before":(column("model-3_after")-column("model-3_before")):(column("row_after")-column("row_before")) with vectors nohead linewidth 3 linecolor rgb "#EDD0E0", \
    "dead-neurons-3.dat" using "model-3_before_low":"row_before":(column("model-3_before_high")-column("model-3_before_low")):(0) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#CC79A7", \
    "dead-neurons-3.dat" using "model-3_after_low":"row_after":(column("model-3_after_high")-column("model-3_after_low")):(0) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#CC79A7", \
    "dead-neurons-3.dat" using "model-3_before":"row_before" with points pointtype 12 pointsize 1.125 linewidth 1.6 linecolor rgb "#CC79A7", \
    "dead-neurons-3.dat" using "model-3_after":"row_after" with points pointtype 13 pointsize 1 linewidth 1.6 linecolor rgb "#CC79A7"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 4
  set lmargin at screen 0.0762903; set rmargin at screen 0.31328
  set bmargin at screen 0.222506; set tmargin at screen 0.454524
  set xrange [0:12]
  set yrange [0:151.8]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("0" 0, "5" 5, "10" 10)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("0" 0, "50" 50, "100" 100, "150" 150)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "epoch" at screen 0.194785,0.176102 center font ",15" textcolor rgb "#333333" front
  set label "dead neurons (\0045)" at screen 0.0324597,0.338515 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set label "model 1" at screen 0.320538,0.27753 left font ",15" textcolor rgb "#0072B2" front
  set label "model 2" at screen 0.320538,0.332554 left font ",15" textcolor rgb "#009E73" front
  set label "model 3" at screen 0.320538,0.365606 left font ",15" textcolor rgb "#CC79A7" front
  set label "short" at screen 0.320538,0.385095 left font ",15" textcolor rgb "#D55E00" front
  plot "dead-neurons-4.dat" using "epoch":"model-1_low":"model-1_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#0072B2", \
    "dead-neurons-4.dat" using "epoch":"model-2_low":"model-2_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#009E73", \
    "dead-neurons-4.dat" using "epoch":"model-3_low":"model-3_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#CC79A7", \
    "dead-neurons-4.dat" using "epoch":"short_low":"short_high" with filledcurves fillstyle transparent solid 0.11 noborder linecolor rgb "#D55E00", \
    "dead-neurons-4.dat" using "epoch":"model-1" with lines linewidth 2.2 linecolor rgb "#0072B2", \
    "dead-neurons-4.dat" using "epoch":"model-2" with lines linewidth 2.2 linecolor rgb "#009E73", \
    "dead-neurons-4.dat" using "epoch":"model-3" with lines linewidth 2.2 linecolor rgb "#CC79A7", \
    "dead-neurons-4.dat" using "epoch":"short" with lines linewidth 2.2 linecolor rgb "#D55E00"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 5
  set lmargin at screen 0.383118; set rmargin at screen 0.620108
  set bmargin at screen 0.222506; set tmargin at screen 0.454524
  set xrange [0:12]
  set yrange [0:151.8]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("0" 0, "5" 5, "10" 10)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 0, "" 50, "" 100, "" 150)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "epoch" at screen 0.501613,0.176102 center font ",15" textcolor rgb "#333333" front
  set label "model 2" at screen 0.627366,0.335611 left font ",15" textcolor rgb "#009E73" front
  set label "model 3" at screen 0.627366,0.375351 left font ",15" textcolor rgb "#CC79A7" front
  plot "dead-neurons-5.dat" using "epoch":"model-2_low":"model-2_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#009E73", \
    "dead-neurons-5.dat" using "epoch":"model-3_low":"model-3_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#CC79A7", \
    "dead-neurons-5.dat" using "epoch":"model-2" with lines linewidth 2.2 linecolor rgb "#009E73", \
    "dead-neurons-5.dat" using "epoch":"model-3" with lines linewidth 2.2 linecolor rgb "#CC79A7"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 6
  set lmargin at screen 0.689946; set rmargin at screen 0.926935
  set bmargin at screen 0.222506; set tmargin at screen 0.454524
  set xrange [0:12]
  set yrange [0:151.8]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("0" 0, "5" 5, "10" 10)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 0, "" 50, "" 100, "" 150)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "epoch" at screen 0.808441,0.176102 center font ",15" textcolor rgb "#333333" front
  set label "model 3" at screen 0.934194,0.375351 left font ",15" textcolor rgb "#CC79A7" front
  plot "dead-neurons-6.dat" using "epoch":"model-3_low":"model-3_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#CC79A7", \
    "dead-neurons-6.dat" using "epoch":"model-3" with lines linewidth 2.2 linecolor rgb "#CC79A7"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  unset multiplot
  unset output
}
