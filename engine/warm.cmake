# Half of the time of a build went into reading the same standard headers, once for each source. Here every target of more
# than a few sources reads them once. What a source uses it still includes by itself: the sanitizers' presets build without
# this, and a header that leans on it does not stand alone (tests/boundary/headers.cmake).
#
# What is read this way counts as no system header any more once it is inlined, and GCC 12 then tells of faults in
# std::string that are none; the warnings it gets wrong are left to the builds without this.
set(warm <algorithm> <array> <chrono> <cstdint> <filesystem> <functional> <map> <memory> <optional> <set> <span> <string>
         <string_view> <unordered_map> <utility> <vector> <fmt/format.h> <fmt/ranges.h>)
set(mistaken "$<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds;-Wno-restrict;-Wno-stringop-overflow;-Wno-stringop-overread;-Wno-maybe-uninitialized;-Wno-nonnull;-Wno-free-nonheap-object;-Wno-dangling-pointer;-Wno-use-after-free>")
set(warm_in_tests <fstream> <random> <sstream> <gtest/gtest.h>)

function(gauze_warm_targets_of folder)
  get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
  foreach(target IN LISTS targets)
    get_target_property(type ${target} TYPE)
    get_target_property(sources ${target} SOURCES)
    get_target_property(libraries ${target} LINK_LIBRARIES)
    list(LENGTH sources count)
    if(NOT type MATCHES "^(STATIC_LIBRARY|EXECUTABLE)$" OR count LESS 4)
      continue()
    endif()
    target_precompile_headers(${target} PRIVATE ${warm})
    target_compile_options(${target} PRIVATE ${mistaken})
    if(libraries MATCHES "GTest")
      target_precompile_headers(${target} PRIVATE ${warm_in_tests})
    endif()
  endforeach()
  get_property(folders DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
  foreach(below IN LISTS folders)
    gauze_warm_targets_of(${below})
  endforeach()
endfunction()
gauze_warm_targets_of(${PROJECT_SOURCE_DIR})
