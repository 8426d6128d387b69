# The arrows of docs/architecture.md, checked where they are drawn: in the #include lines. A file may include its own
# room and the rooms below it that are named here, by their path from the top of the tree; a package is included in
# the one or two files that own it. Everything that is not allowed is refused.
#
#   cmake -DHOUSE=DIR -P include_arrows.cmake
cmake_minimum_required(VERSION 3.25)

# The rooms, inner ones first, and what each may include beside itself.
set(rooms bloom/base bloom/keyed bloom blocking engine/project engine/custodian engine/linkage engine/research engine/desk engine
          datasets/synth bench tests)
set(below_bloom/base "")
set(below_bloom/keyed bloom/base)
set(below_bloom bloom/base)
set(below_blocking bloom bloom/base)
set(below_engine/project bloom/base)
set(below_engine/custodian engine/project bloom/keyed bloom bloom/base)
set(below_engine/linkage engine/project blocking bloom bloom/base)
set(below_engine/research engine/project bloom/base)
set(below_engine/desk engine/project bloom/base)
set(below_engine engine/desk engine/project bloom/base)
set(below_datasets/synth bloom/base)
set(below_bench ${rooms})
list(REMOVE_ITEM below_bench tests)
set(below_tests ${rooms})

# Headers with a list of their own, whatever room they stand in: "header : who may include it".
set(special_headers
  "engine/project/link_map.hpp : ^(engine/project/link_map.cpp|engine/linkage/.*|engine/research/.*|bench/.*|tests/.*)$"
  "engine/project/command_line.hpp : ^(engine/.*|bench/.*|tests/.*|datasets/synth/(main.cpp|[a-z_]+_verb.[ch]pp))$"
  "engine/project/progress.hpp : ^(engine/.*|bench/.*|tests/.*|datasets/synth/(main.cpp|[a-z_]+_verb.[ch]pp))$")

# "package header : the files that own it". Tests may use any package: they often need a second opinion.
set(packages
  "^openssl/ : ^(bloom/base/(cipher|clk_digests|crypto|curves|secure_heap|wrap)|bench/speed/yardstick).cpp$"
  "^(tbb|oneapi)/ : ^bloom/base/parallel.cpp$"
  "^nlohmann/ : ^bloom/base/json.cpp$"
  "^CLI/ : ^engine/project/(command_line|verb).cpp$"
  "^toml\\+\\+/ : ^engine/project/toml_table.cpp$"
  "^unicode/ : ^engine/custodian/(normalize|anonlink/unicode_text).cpp$"
  "^zlib.h$ : ^(engine/custodian/text_source|datasets/synth/names/csv_gz).cpp$"
  "^sqlite3.h$ : ^engine/research/(sqlite_writer|disclosure/registry).cpp$"
  "^glpk.h$ : ^engine/research/disclosure/solver.cpp$"
  "^Eigen/ : ^engine/custodian/audit/(matched_filter|linear_decode).cpp$"
  "^mpi.h$ : ^engine/linkage/exchange_mpi.cpp$"
  "^xxhash.h$ : ^(bloom/base/checksum|blocking/[a-z_]*).cpp$"
  "^(gtest|gmock)/ : ^tests/"
  "^benchmark/ : ^bench/"
  "^fmt/ : ."
  "^(sys|linux)/ : ."
  "/ : ^$") # any other folder: a package that no room owns

set(see "see docs/threat-model.md, 'What each program may hold', and docs/architecture.md for the arrows")
set(refused "")

function(room_of path into)
  foreach(room IN LISTS rooms)
    if(path MATCHES "^${room}/")
      set(${into} ${room} PARENT_SCOPE)
      return()
    endif()
  endforeach()
  set(${into} "" PARENT_SCOPE)
endfunction()

# Whether `rules` have an entry for `header`, and if so whether it lets `file` include it.
function(look_up rules header file known allowed)
  set(${known} FALSE PARENT_SCOPE)
  foreach(rule IN LISTS ${rules})
    string(REGEX MATCH "^(.*) : (.*)$" parts "${rule}")
    set(owners "${CMAKE_MATCH_2}")
    if(header MATCHES "${CMAKE_MATCH_1}")
      set(${known} TRUE PARENT_SCOPE)
      if(file MATCHES "${owners}")
        set(${allowed} TRUE PARENT_SCOPE)
      else()
        set(${allowed} FALSE PARENT_SCOPE)
      endif()
      return()
    endif()
  endforeach()
endfunction()

# Says in `why` what is wrong with one #include line of `file`, or nothing.
function(judge file line why)
  set(${why} "" PARENT_SCOPE)
  if(line MATCHES "include *\"([^\"]+)\"")
    set(header ${CMAKE_MATCH_1})
    room_of(${file} here)
    room_of(${header} there)
    look_up(special_headers ${header} ${file} known allowed)
    if(there STREQUAL "")
      set(${why} "includes ${header}, which is no path from the top of the tree" PARENT_SCOPE)
    elseif(known AND NOT allowed)
      set(${why} "includes ${header}, which is not for it" PARENT_SCOPE)
    elseif(NOT known AND NOT there STREQUAL here AND NOT there IN_LIST below_${here})
      set(${why} "includes ${header}, but ${here} may not know ${there}" PARENT_SCOPE)
    endif()
  elseif(line MATCHES "include *<([^>]+)>")
    set(header ${CMAKE_MATCH_1})
    look_up(packages ${header} ${file} known allowed)
    if(known AND NOT allowed AND NOT file MATCHES "^tests/")
      set(${why} "includes <${header}>, a package that is not this file's" PARENT_SCOPE)
    endif()
  elseif(line MATCHES "# *include")
    set(${why} "has an #include whose name is not written out" PARENT_SCOPE)
  elseif(line MATCHES "# *define +(GAUZE_[A-Z_]*ALLOWED)")
    set(${why} "opens a lock for itself: it defines ${CMAKE_MATCH_1}" PARENT_SCOPE)
  endif()
endfunction()

# Only the room that owns a lock may open it in its build file.
set(lock_owners
  "GAUZE_PLAINTEXT_ALLOWED : ^engine/custodian/CMakeLists.txt$"
  "GAUZE_KEYED_ALLOWED : ^bloom/(keyed/)?CMakeLists.txt$"
  "GAUZE_ENCODINGS_ALLOWED : ^bloom/CMakeLists.txt$"
  "GAUZE_LINK_MAP_ALLOWED : ^engine/CMakeLists.txt$")

set(files 0)
foreach(floor bloom blocking engine datasets bench tests)
  file(GLOB_RECURSE found RELATIVE ${HOUSE} ${HOUSE}/${floor}/*.hpp ${HOUSE}/${floor}/*.cpp ${HOUSE}/${floor}/*.h
       ${HOUSE}/${floor}/*.cc ${HOUSE}/${floor}/*.ipp ${HOUSE}/${floor}/*.inc)
  foreach(file IN LISTS found)
    math(EXPR files "${files} + 1")
    file(STRINGS ${HOUSE}/${file} lines REGEX "^[ \t]*#[ \t]*(include|define[ \t]+GAUZE_[A-Z_]*ALLOWED)")
    foreach(line IN LISTS lines)
      judge(${file} "${line}" why)
      if(why)
        list(APPEND refused "${file} ${why}")
      endif()
    endforeach()
  endforeach()
  file(GLOB_RECURSE found RELATIVE ${HOUSE} ${HOUSE}/${floor}/CMakeLists.txt)
  list(FILTER found EXCLUDE REGEX "^tests/")
  foreach(file IN LISTS found)
    file(STRINGS ${HOUSE}/${file} lines REGEX "GAUZE_[A-Z_]*ALLOWED")
    foreach(line IN LISTS lines)
      look_up(lock_owners "${line}" ${file} known allowed)
      if(known AND NOT allowed)
        list(APPEND refused "${file} opens a lock that is not its own: ${line}")
      endif()
    endforeach()
  endforeach()
endforeach()

if(files EQUAL 0)
  message(FATAL_ERROR "there is no source in ${HOUSE}")
elseif(refused)
  list(JOIN refused "\n  " refused)
  message(FATAL_ERROR "${see}:\n  ${refused}")
endif()
message(STATUS "${files} files include only what they may")
