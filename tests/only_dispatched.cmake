# What is compiled for one processor must be reached by asking the processor first, and in no other way: an object that
# has static initialisers runs them in every program that it is in, and one that has inline functions of the library may
# lend them to everybody, as the linker keeps one copy of each and does not ask for whom it was compiled.
#
#   OBJECTS  all objects of the library      UNITS  a pattern of the sources that are compiled for one processor
set(found 0)
foreach(object ${OBJECTS})
  if(NOT object MATCHES "${UNITS}")
    continue()
  endif()
  math(EXPR found "${found} + 1")
  execute_process(COMMAND ${READELF} -SW ${object} OUTPUT_VARIABLE sections COMMAND_ERROR_IS_FATAL ANY)
  if(sections MATCHES "\\.(init_array|ctors|preinit_array)")
    message(FATAL_ERROR "${object} has static initialisers: they run before any processor is asked")
  endif()
  execute_process(COMMAND ${NM} -C ${object} OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCHALL "[^\n]* [WVu] [^\n]*" shared "${symbols}")
  list(FILTER shared EXCLUDE REGEX "DW\\.ref\\.__gxx_personality_v0") # a pointer, no code
  if(shared)
    message(FATAL_ERROR "${object} has code that others may be given: ${shared}")
  endif()
endforeach()
if(found EQUAL 0)
  message(FATAL_ERROR "no object is of ${UNITS}")
endif()
