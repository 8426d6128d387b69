# Lock 4: what builds without the code cannot contain it. Copies the tree without the custodian's and the
# researcher's rooms, without the encoder and without the laboratory, builds the linkage unit's half from what is
# left, and runs the tests that are left. The copy is also the form in which a linkage unit can be given the source.
#
# With -DPLANT=LINE the stripped tree of an earlier run gets that line into the linkage program's main.cpp and is
# built again, which must fail.
#
#   cmake -DHOUSE=DIR -DWORK=DIR -DGENERATOR=Ninja -DCOMPILER=g++ [-DPLANT=LINE] -P absence.cmake
cmake_minimum_required(VERSION 3.25)
set(see "see docs/threat-model.md, 'The four locks'")
set(absent engine/custodian engine/research datasets bench bloom/keyed)

function(step title)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "Without ${absent} the linkage unit's half does not ${title} (${see}):\n${output}")
  endif()
  string(REGEX MATCH "[^\n]*tests passed[^\n]*" last "${output}")
  message(STATUS "${title}: ok ${last}")
endfunction()

if(DEFINED PLANT)
  file(APPEND ${WORK}/source/engine/linkage/main.cpp "\n${PLANT}\n")
  step("build" ${CMAKE_COMMAND} --build ${WORK}/build --target gauze-linkage)
  return()
endif()

file(REMOVE_RECURSE ${WORK}/source) # the copies keep their times, so a second run builds only what has changed
foreach(entry CMakeLists.txt bloom blocking engine tests)
  file(COPY ${HOUSE}/${entry} DESTINATION ${WORK}/source)
endforeach()
foreach(folder IN LISTS absent)
  file(REMOVE_RECURSE ${WORK}/source/${folder})
endforeach()
# What every party may read, and the tests of the hall do: agreements as text, and the pages about them. No code is
# among them but the second verifier of evidence.
file(COPY ${HOUSE}/docs DESTINATION ${WORK}/source)
file(COPY ${HOUSE}/datasets/fixtures/governed.policy.toml DESTINATION ${WORK}/source/datasets/fixtures)
file(COPY ${HOUSE}/datasets/demo.policy.toml DESTINATION ${WORK}/source/datasets)

# Unoptimised: the question is whether it builds and is right, not how fast it runs.
step("configure" ${CMAKE_COMMAND} -S ${WORK}/source -B ${WORK}/build -G ${GENERATOR} -DGAUZE_DOORS=linkage
     -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 -DCMAKE_CXX_COMPILER=${COMPILER}
     -DGAUZE_PARALLEL=${PARALLEL})
step("build" ${CMAKE_COMMAND} --build ${WORK}/build --parallel 2)
if(NOT EXISTS ${WORK}/build/bin/gauze-linkage)
  message(FATAL_ERROR "The stripped tree built no gauze-linkage; ${see}.")
endif()
cmake_path(GET CMAKE_COMMAND PARENT_PATH tools)
step("pass its tests" ${tools}/ctest --test-dir ${WORK}/build --parallel 2 --no-tests=error --output-on-failure
     --label-exclude "wall|kernels|long|fuzz" --exclude-regex "TwoThousand/") # minutes without optimisation
