package foghorn.page;

import foghorn.tenant.Problem;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Time zones by their two names: the IANA name, which is kept, and the Rails name, which clients of the manage API write and read.
 * Source: IANA tz database; the names of {@code ActiveSupport::TimeZone}.
 */
public final class TimeZones {
    /** Rails name = IANA name. */
    private static final String TABLE = """
            International Date Line West = Etc/GMT+12
            Midway Island = Pacific/Midway
            American Samoa = Pacific/Pago_Pago
            Hawaii = Pacific/Honolulu
            Alaska = America/Juneau
            Pacific Time (US & Canada) = America/Los_Angeles
            Tijuana = America/Tijuana
            Mountain Time (US & Canada) = America/Denver
            Arizona = America/Phoenix
            Chihuahua = America/Chihuahua
            Mazatlan = America/Mazatlan
            Central Time (US & Canada) = America/Chicago
            Saskatchewan = America/Regina
            Guadalajara = America/Mexico_City
            Mexico City = America/Mexico_City
            Monterrey = America/Monterrey
            Central America = America/Guatemala
            Eastern Time (US & Canada) = America/New_York
            Indiana (East) = America/Indiana/Indianapolis
            Bogota = America/Bogota
            Lima = America/Lima
            Quito = America/Lima
            Atlantic Time (Canada) = America/Halifax
            Caracas = America/Caracas
            La Paz = America/La_Paz
            Santiago = America/Santiago
            Asuncion = America/Asuncion
            Newfoundland = America/St_Johns
            Brasilia = America/Sao_Paulo
            Buenos Aires = America/Argentina/Buenos_Aires
            Montevideo = America/Montevideo
            Georgetown = America/Guyana
            Puerto Rico = America/Puerto_Rico
            Greenland = America/Nuuk
            Mid-Atlantic = Atlantic/South_Georgia
            Azores = Atlantic/Azores
            Cape Verde Is. = Atlantic/Cape_Verde
            Dublin = Europe/Dublin
            Edinburgh = Europe/London
            Lisbon = Europe/Lisbon
            London = Europe/London
            Casablanca = Africa/Casablanca
            Monrovia = Africa/Monrovia
            UTC = Etc/UTC
            Belgrade = Europe/Belgrade
            Bratislava = Europe/Bratislava
            Budapest = Europe/Budapest
            Ljubljana = Europe/Ljubljana
            Prague = Europe/Prague
            Sarajevo = Europe/Sarajevo
            Skopje = Europe/Skopje
            Warsaw = Europe/Warsaw
            Zagreb = Europe/Zagreb
            Brussels = Europe/Brussels
            Copenhagen = Europe/Copenhagen
            Madrid = Europe/Madrid
            Paris = Europe/Paris
            Amsterdam = Europe/Amsterdam
            Berlin = Europe/Berlin
            Bern = Europe/Zurich
            Zurich = Europe/Zurich
            Rome = Europe/Rome
            Stockholm = Europe/Stockholm
            Vienna = Europe/Vienna
            West Central Africa = Africa/Algiers
            Bucharest = Europe/Bucharest
            Cairo = Africa/Cairo
            Helsinki = Europe/Helsinki
            Kyiv = Europe/Kiev
            Riga = Europe/Riga
            Sofia = Europe/Sofia
            Tallinn = Europe/Tallinn
            Vilnius = Europe/Vilnius
            Athens = Europe/Athens
            Istanbul = Europe/Istanbul
            Minsk = Europe/Minsk
            Jerusalem = Asia/Jerusalem
            Harare = Africa/Harare
            Pretoria = Africa/Johannesburg
            Kaliningrad = Europe/Kaliningrad
            Moscow = Europe/Moscow
            St. Petersburg = Europe/Moscow
            Volgograd = Europe/Volgograd
            Samara = Europe/Samara
            Kuwait = Asia/Kuwait
            Riyadh = Asia/Riyadh
            Nairobi = Africa/Nairobi
            Baghdad = Asia/Baghdad
            Tehran = Asia/Tehran
            Abu Dhabi = Asia/Muscat
            Muscat = Asia/Muscat
            Baku = Asia/Baku
            Tbilisi = Asia/Tbilisi
            Yerevan = Asia/Yerevan
            Kabul = Asia/Kabul
            Ekaterinburg = Asia/Yekaterinburg
            Islamabad = Asia/Karachi
            Karachi = Asia/Karachi
            Tashkent = Asia/Tashkent
            Chennai = Asia/Kolkata
            Kolkata = Asia/Kolkata
            Mumbai = Asia/Kolkata
            New Delhi = Asia/Kolkata
            Kathmandu = Asia/Kathmandu
            Dhaka = Asia/Dhaka
            Sri Jayawardenepura = Asia/Colombo
            Almaty = Asia/Almaty
            Astana = Asia/Almaty
            Novosibirsk = Asia/Novosibirsk
            Rangoon = Asia/Rangoon
            Bangkok = Asia/Bangkok
            Hanoi = Asia/Bangkok
            Jakarta = Asia/Jakarta
            Krasnoyarsk = Asia/Krasnoyarsk
            Beijing = Asia/Shanghai
            Chongqing = Asia/Chongqing
            Hong Kong = Asia/Hong_Kong
            Urumqi = Asia/Urumqi
            Kuala Lumpur = Asia/Kuala_Lumpur
            Singapore = Asia/Singapore
            Taipei = Asia/Taipei
            Perth = Australia/Perth
            Irkutsk = Asia/Irkutsk
            Ulaanbaatar = Asia/Ulaanbaatar
            Seoul = Asia/Seoul
            Osaka = Asia/Tokyo
            Sapporo = Asia/Tokyo
            Tokyo = Asia/Tokyo
            Yakutsk = Asia/Yakutsk
            Darwin = Australia/Darwin
            Adelaide = Australia/Adelaide
            Canberra = Australia/Canberra
            Melbourne = Australia/Melbourne
            Sydney = Australia/Sydney
            Brisbane = Australia/Brisbane
            Hobart = Australia/Hobart
            Vladivostok = Asia/Vladivostok
            Guam = Pacific/Guam
            Port Moresby = Pacific/Port_Moresby
            Magadan = Asia/Magadan
            Srednekolymsk = Asia/Srednekolymsk
            Solomon Is. = Pacific/Guadalcanal
            New Caledonia = Pacific/Noumea
            Fiji = Pacific/Fiji
            Kamchatka = Asia/Kamchatka
            Marshall Is. = Pacific/Majuro
            Auckland = Pacific/Auckland
            Wellington = Pacific/Auckland
            Nuku'alofa = Pacific/Tongatapu
            Tokelau Is. = Pacific/Fakaofo
            Chatham Is. = Pacific/Chatham
            Samoa = Pacific/Apia
            """;

    /** The zone that pages begin with. */
    public static final String UTC = "Etc/UTC";

    private static final Set<String> REGIONS = Set.of(
            "Africa",
            "America",
            "Antarctica",
            "Arctic",
            "Asia",
            "Atlantic",
            "Australia",
            "Europe",
            "Indian",
            "Pacific");

    private static final Map<String, String> IANA_BY_RAILS = ianaByRails();
    private static final Map<String, String> RAILS_BY_IANA = railsByIana();
    private static final Map<String, List<String>> BY_REGION = regions();

    private TimeZones() {}

    /** The zone of a Rails or an IANA name; offsets and the three-letter names are not zones of a place and are refused. */
    public static ZoneId require(String field, String name) {
        return find(name).orElseThrow(() -> new Problem.Invalid(field, "must be the name of a time zone"));
    }

    public static Optional<ZoneId> find(String name) {
        var iana = IANA_BY_RAILS.getOrDefault(name, name);
        boolean isPlace = iana.indexOf('/') > 0 && !iana.startsWith("SystemV/");
        return isPlace && ZoneId.getAvailableZoneIds().contains(iana) ? Optional.of(ZoneId.of(iana)) : Optional.empty();
    }

    /** The Rails name where there is one, else the IANA name; what the manage API answers. */
    public static String railsName(ZoneId zone) {
        return RAILS_BY_IANA.getOrDefault(zone.getId(), zone.getId());
    }

    /** All Rails names, from west to east. */
    public static Set<String> railsNames() {
        return IANA_BY_RAILS.keySet();
    }

    /** The IANA names that name a place, in alphabetical order, by the part of the world with which they begin. */
    public static Map<String, List<String>> byRegion() {
        return BY_REGION;
    }

    private static Map<String, List<String>> regions() {
        return Collections.unmodifiableMap(ZoneId.getAvailableZoneIds().stream()
                .filter(name -> name.indexOf('/') > 0 && REGIONS.contains(name.substring(0, name.indexOf('/'))))
                .sorted()
                .collect(Collectors.groupingBy(
                        name -> name.substring(0, name.indexOf('/')), TreeMap::new, Collectors.toUnmodifiableList())));
    }

    private static Map<String, String> ianaByRails() {
        var zones = new LinkedHashMap<String, String>();
        TABLE.lines().map(line -> line.split(" = ", 2)).forEach(names -> zones.put(names[0], names[1]));
        return Collections.unmodifiableMap(zones);
    }

    /** Of several Rails names of one zone the one that is the zone's own city, else the first. */
    private static Map<String, String> railsByIana() {
        var names = new HashMap<String, String>();
        IANA_BY_RAILS.forEach((rails, iana) -> {
            boolean isOwnCity = iana.endsWith("/" + rails.replace(' ', '_'));
            if (isOwnCity || !names.containsKey(iana)) {
                names.put(iana, rails);
            }
        });
        return names;
    }
}
