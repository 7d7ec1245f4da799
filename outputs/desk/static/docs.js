// The page of the API's documentation: Swagger UI, with this session's secret on every change.
const place = document.getElementById("swagger-ui");
SwaggerUIBundle({
  url: place.dataset.openapi,
  domNode: place,
  deepLinking: true,
  requestInterceptor: (request) => {
    if (!/^(GET|HEAD)$/i.test(request.method || "GET")) request.headers["X-CSRF-Token"] = place.dataset.csrf;
    return request;
  },
});
