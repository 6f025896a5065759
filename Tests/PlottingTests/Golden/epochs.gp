# Redraw: gnuplot epochs.gp
# Other formats: gnuplot -e 'formats = "pdf"' epochs.gp
# A larger PNG: gnuplot -e 'scale = 2' epochs.gp
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
  if (format eq "svg") { set terminal svg noenhanced size 1020,767 font "sans-serif,15" background "white" }
  if (format eq "png") { set terminal pngcairo noenhanced size 1020*scale,767*scale font "DejaVu Sans,15" fontscale 0.75*scale linewidth scale pointscale scale background "white" }
  if (format eq "pdf") { set terminal pdfcairo noenhanced size 1020/96.0,767/96.0 font "DejaVu Sans,15" fontscale 0.5625 linewidth 1.5 pointscale 1 background "white" }
  bold = format eq "svg" ? "" : "DejaVu Sans Bold"
  set output prefix . "epochs." . format
  set multiplot
  unset key; unset colorbox
  set border 3 linecolor rgb "#333333"

  set label "Shallow and deep networks on handwritten digits" at screen 0.0176471,0.959322 left font ",20" textcolor rgb "#333333" front
  set label "Training at n = 10,000, the largest training-set size; vertical lines: where training ends under each threshold, on average" at screen 0.0176471,0.922686 left font ",15" textcolor rgb "#5C5C5C" front
  set label "Means of 10 replicates; bands (test): 95 \0045 bootstrap intervals over replicates. Pale: means of those that were left (down to 8) when" at screen 0.0176471,0.064837 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "some had ended. Hidden units: shallow: 64; deep: 64-64-64. Trained on digits with SGD, learning rate 0.1, batch 32." at screen 0.0176471,0.0416037 left font ",13.5" textcolor rgb "#5C5C5C" front

  # Panel 1
  set lmargin at screen 0.0836765; set rmargin at screen 0.489941
  set bmargin at screen 0.487862; set tmargin at screen 0.787731
  set logscale x; set xrange [0.951991:143.909]
  set yrange [0:3.036]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("" 1, "" 2, "" 5, "" 10, "" 20, "" 50, "" 100)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("0" 0, "1" 1, "2" 2, "3" 3)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "shallow" at screen 0.286809,0.877184 center font ",16" textcolor rgb "#333333" front
  set label "loss" at screen 0.0489216,0.637797 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set label "train" at screen 0.482006,0.493766 left font ",15" textcolor rgb "#EAAF80" front
  set label "test" at screen 0.482006,0.522899 left font ",15" textcolor rgb "#EAAF80" front
  set label "0.05" at screen 0.301305,0.800769 left rotate by 90 font ",13.5" textcolor rgb "#5C5C5C" front
  set label "0.02" at screen 0.348244,0.800769 left rotate by 90 font ",13.5" textcolor rgb "#5C5C5C" front
  set label "0.01" at screen 0.382141,0.800769 left rotate by 90 font ",13.5" textcolor rgb "#5C5C5C" front
  set label "0.005" at screen 0.412074,0.800769 left rotate by 90 font ",13.5" textcolor rgb "#5C5C5C" front
  set label "0.002" at screen 0.448262,0.800769 left rotate by 90 font ",13.5" textcolor rgb "#5C5C5C" front
  set label "0.001" at screen 0.472488,0.800769 left rotate by 90 font ",13.5" textcolor rgb "#5C5C5C" front
  set arrow from screen 0.301305,0.787731 to screen 0.301305,0.796858 nohead linecolor rgb "#8E8E8E" linewidth 1
  set arrow from screen 0.348244,0.787731 to screen 0.348244,0.796858 nohead linecolor rgb "#8E8E8E" linewidth 1
  set arrow from screen 0.382141,0.787731 to screen 0.382141,0.796858 nohead linecolor rgb "#8E8E8E" linewidth 1
  set arrow from screen 0.412074,0.787731 to screen 0.412074,0.796858 nohead linecolor rgb "#8E8E8E" linewidth 1
  set arrow from screen 0.448262,0.787731 to screen 0.448262,0.796858 nohead linecolor rgb "#8E8E8E" linewidth 1
  set arrow from screen 0.472488,0.787731 to screen 0.472488,0.796858 nohead linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 14, graph 0 to first 14, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 25, graph 0 to first 25, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 38, graph 0 to first 38, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 55, graph 0 to first 55, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 86, graph 0 to first 86, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 116, graph 0 to first 116, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  plot "epochs-1.dat" using "epoch":"test_loss_low":"test_loss_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#D55E00", \
    "epochs-1.dat" using "epoch":"train_loss" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#D55E00", \
    "epochs-1.dat" using "epoch":"train_loss_fewer" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#EAAF80", \
    "epochs-1.dat" using "epoch":"test_loss" with lines linewidth 2.2 linecolor rgb "#D55E00", \
    "epochs-1.dat" using "epoch":"test_loss_fewer" with lines linewidth 2.2 linecolor rgb "#EAAF80"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 2
  set lmargin at screen 0.535008; set rmargin at screen 0.941272
  set bmargin at screen 0.487862; set tmargin at screen 0.787731
  set logscale x; set xrange [0.951991:143.909]
  set yrange [0:3.036]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("" 1, "" 2, "" 5, "" 10, "" 20, "" 50, "" 100)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 0, "" 1, "" 2, "" 3)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "deep" at screen 0.73814,0.877184 center font ",16" textcolor rgb "#333333" front
  set label "train" at screen 0.946112,0.489702 left font ",15" textcolor rgb "#80B9D9" front
  set label "test" at screen 0.946112,0.517615 left font ",15" textcolor rgb "#80B9D9" front
  set label "0.05" at screen 0.763446,0.800769 left rotate by 90 font ",13.5" textcolor rgb "#5C5C5C" front
  set label "0.02" at screen 0.811591,0.800769 left rotate by 90 font ",13.5" textcolor rgb "#5C5C5C" front
  set label "0.01" at screen 0.845341,0.800769 left rotate by 90 font ",13.5" textcolor rgb "#5C5C5C" front
  set label "0.005" at screen 0.875674,0.800769 left rotate by 90 font ",13.5" textcolor rgb "#5C5C5C" front
  set label "0.002" at screen 0.912609,0.800769 left rotate by 90 font ",13.5" textcolor rgb "#5C5C5C" front
  set label "0.001" at screen 0.936696,0.800769 left rotate by 90 font ",13.5" textcolor rgb "#5C5C5C" front
  set arrow from screen 0.763446,0.787731 to screen 0.763446,0.796858 nohead linecolor rgb "#8E8E8E" linewidth 1
  set arrow from screen 0.811591,0.787731 to screen 0.811591,0.796858 nohead linecolor rgb "#8E8E8E" linewidth 1
  set arrow from screen 0.845341,0.787731 to screen 0.845341,0.796858 nohead linecolor rgb "#8E8E8E" linewidth 1
  set arrow from screen 0.875674,0.787731 to screen 0.875674,0.796858 nohead linecolor rgb "#8E8E8E" linewidth 1
  set arrow from screen 0.912609,0.787731 to screen 0.912609,0.796858 nohead linecolor rgb "#8E8E8E" linewidth 1
  set arrow from screen 0.936696,0.787731 to screen 0.936696,0.796858 nohead linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 16, graph 0 to first 16, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 29, graph 0 to first 29, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 44, graph 0 to first 44, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 64, graph 0 to first 64, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 101, graph 0 to first 101, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 136, graph 0 to first 136, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  plot "epochs-2.dat" using "epoch":"test_loss_low":"test_loss_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#0072B2", \
    "epochs-2.dat" using "epoch":"train_loss" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#0072B2", \
    "epochs-2.dat" using "epoch":"train_loss_fewer" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#80B9D9", \
    "epochs-2.dat" using "epoch":"test_loss" with lines linewidth 2.2 linecolor rgb "#0072B2", \
    "epochs-2.dat" using "epoch":"test_loss_fewer" with lines linewidth 2.2 linecolor rgb "#80B9D9"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 3
  set lmargin at screen 0.0836765; set rmargin at screen 0.489941
  set bmargin at screen 0.156701; set tmargin at screen 0.456571
  set logscale x; set xrange [0.951991:143.909]
  set yrange [20:100.96]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("1" 1, "2" 2, "5" 5, "10" 10, "20" 20, "50" 50, "100" 100)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("20" 20, "40" 40, "60" 60, "80" 80, "100" 100)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "epoch" at screen 0.286809,0.10455 center font ",15" textcolor rgb "#333333" front
  set label "accuracy (\0045)" at screen 0.0303922,0.306636 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set label "train" at screen 0.482006,0.450222 left font ",15" textcolor rgb "#EAAF80" front
  set label "test" at screen 0.482006,0.428319 left font ",15" textcolor rgb "#EAAF80" front
  set arrow from first 14, graph 0 to first 14, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 25, graph 0 to first 25, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 38, graph 0 to first 38, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 55, graph 0 to first 55, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 86, graph 0 to first 86, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 116, graph 0 to first 116, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  plot "epochs-1.dat" using "epoch":"test_accuracy_low":"test_accuracy_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#D55E00", \
    "epochs-1.dat" using "epoch":"train_accuracy" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#D55E00", \
    "epochs-1.dat" using "epoch":"train_accuracy_fewer" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#EAAF80", \
    "epochs-1.dat" using "epoch":"test_accuracy" with lines linewidth 2.2 linecolor rgb "#D55E00", \
    "epochs-1.dat" using "epoch":"test_accuracy_fewer" with lines linewidth 2.2 linecolor rgb "#EAAF80"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 4
  set lmargin at screen 0.535008; set rmargin at screen 0.941272
  set bmargin at screen 0.156701; set tmargin at screen 0.456571
  set logscale x; set xrange [0.951991:143.909]
  set yrange [20:100.96]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("1" 1, "2" 2, "5" 5, "10" 10, "20" 20, "50" 50, "100" 100)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 20, "" 40, "" 60, "" 80, "" 100)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "epoch" at screen 0.73814,0.10455 center font ",15" textcolor rgb "#333333" front
  set label "train" at screen 0.946112,0.454594 left font ",15" textcolor rgb "#80B9D9" front
  set label "test" at screen 0.946112,0.432691 left font ",15" textcolor rgb "#80B9D9" front
  set arrow from first 16, graph 0 to first 16, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 29, graph 0 to first 29, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 44, graph 0 to first 44, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 64, graph 0 to first 64, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 101, graph 0 to first 101, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  set arrow from first 136, graph 0 to first 136, graph 1 nohead back linecolor rgb "#8E8E8E" linewidth 1
  plot "epochs-2.dat" using "epoch":"test_accuracy_low":"test_accuracy_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#0072B2", \
    "epochs-2.dat" using "epoch":"train_accuracy" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#0072B2", \
    "epochs-2.dat" using "epoch":"train_accuracy_fewer" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#80B9D9", \
    "epochs-2.dat" using "epoch":"test_accuracy" with lines linewidth 2.2 linecolor rgb "#0072B2", \
    "epochs-2.dat" using "epoch":"test_accuracy_fewer" with lines linewidth 2.2 linecolor rgb "#80B9D9"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  unset multiplot
  unset output
}
